package greptimedb.etcd.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import greptimedb.etcd.BesideOthers;
import greptimedb.etcd.reliability.LossScenario;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The check before a change that restarts the members one by one, the last one first. */
@BesideOthers
class CheckMembersIT {
  private LocalEtcd etcd;

  @BeforeEach
  void start() {
    etcd = LocalEtcd.start(3);
    etcd.gateway().putMany("table/", 50, "x");
  }

  @AfterEach
  void stop() {
    etcd.close();
  }

  @Test
  void membersThatAreWellMayBeChanged() {
    var result = check();

    assertThat(result.exitCode()).as(result.toString()).isZero();
    assertThat(result.output()).contains("3 members are healthy and their data is equal");
  }

  @LossScenario(
      number = 20,
      text = "A change is refused while a member is away that is not the first to be restarted")
  @Test
  void aMemberThatIsAwayStopsTheChange() {
    // given
    etcd.kill(0);
    // when
    var result = check();
    // then
    assertThat(result.exitCode()).as(result.toString()).isEqualTo(1);
    assertThat(result.errors())
        .contains("etcd-0 is not healthy")
        .contains("Nothing was changed")
        .contains("cluster.changeUnhealthyMembers: true");
  }

  @Test
  void theMemberThatIsRestartedFirstMayBeAway() {
    // given
    etcd.kill(2);
    // when
    var result = check();
    // then
    assertThat(result.exitCode()).as(result.toString()).isZero();
    assertThat(result.errors()).contains("etcd-2 is not healthy").contains("the first");
  }

  @Test
  void theFirstAndAnotherOneMustNotBeAway() {
    // given no quorum, but a member that answers its status
    etcd.kill(0);
    etcd.kill(2);
    // then nobody is healthy: there is no quorum that the change could take away
    assertThat(check().errors()).contains("no member answers");
  }

  @LossScenario(number = 22, text = "A change is refused while the members' data differs")
  @Test
  void membersThatDifferStopTheChange() {
    // given
    Divergence.of(etcd, 2);
    // when
    var result = check();
    // then
    assertThat(result.exitCode()).as(result.toString()).isEqualTo(1);
    assertThat(result.errors()).contains("the members' data differs");
  }

  @Test
  void corruptionStopsTheChangeAndAFullDatabaseDoesNot() {
    // given
    etcd.raise("NOSPACE", 0);
    assertThat(check().exitCode()).as("a larger quota is the way out").isZero();
    // when
    etcd.raise("CORRUPT", 1);
    var result = check();
    // then
    assertThat(result.exitCode()).as(result.toString()).isEqualTo(1);
  }

  private JobScript.Result check() {
    return JobScript.run(
        "check-members.sh",
        Map.of(
            "ENDPOINTS",
            etcd.endpointList(),
            "FIRST",
            "etcd-2",
            "PATIENCE",
            "4",
            "SETTING",
            "cluster.changeUnhealthyMembers"));
  }
}

package greptimedb.etcd.model.change;

import static org.assertj.core.api.Assertions.assertThat;

import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.config.ConfigurationReader;
import greptimedb.etcd.config.DeployedStack;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When the members are checked before a change, and when the last check stays as it was. */
class MemberCheckTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Configuration ONE = configuration("{}");
  private static final Configuration OTHER = configuration("{\"quota\": \"4Gi\"}");

  @Test
  void anInstallationHasNoMembersToCheck() {
    assertThat(MemberCheck.of(ONE, deployed(Map.of()), NOW).id()).isEmpty();
  }

  @Test
  void aStackWithoutChangesKeepsWhatItHas() {
    // given
    var unchecked = release(ONE);
    var checked = new HashMap<>(unchecked);
    checked.put("memberCheck", "0a1b2c3d");
    // then
    assertThat(MemberCheck.of(ONE, deployed(unchecked), NOW).id()).isEmpty();
    assertThat(MemberCheck.of(ONE, deployed(checked), NOW).id()).contains("0a1b2c3d");
  }

  @Test
  void aChangeIsCheckedInEveryRun() {
    // given
    var before = deployed(release(ONE));
    // when
    var first = MemberCheck.of(OTHER, before, NOW);
    var second = MemberCheck.of(OTHER, before, NOW.plusMillis(1));
    // then
    assertThat(first.id()).isPresent().isNotEqualTo(second.id());
    assertThat(first.desired(OTHER).orElseThrow().name())
        .isEqualTo("etcd-member-check-" + first.id().orElseThrow());
  }

  @Test
  void aStackOfBeforeIsCheckedOnce() {
    var release = new HashMap<>(release(ONE));
    release.remove("fingerprint");

    assertThat(MemberCheck.of(ONE, deployed(release), NOW).id()).isPresent();
  }

  @Test
  void theMembersThatAreThereAreAskedNotThoseThatJoin() {
    var grown = configuration("{\"replicas\": 5}");
    var check = MemberCheck.of(grown, deployed(release(ONE)), NOW);

    assertThat(check.desired(grown).orElseThrow().content().toString())
        .contains("etcd-2.etcd-headless")
        .doesNotContain("etcd-3.etcd-headless")
        .contains("value=etcd-2");
  }

  @Test
  void theSettingLetsAChangePass() {
    var forced = configuration("{\"quota\": \"4Gi\", \"changeUnhealthyMembers\": true}");

    assertThat(MemberCheck.of(forced, deployed(release(ONE)), NOW).id()).isEmpty();
  }

  @Test
  void aSettingThatDoesNotReachTheMembersIsNoChange() {
    assertThat(MemberCheck.fingerprint(configuration("{\"changeUnhealthyMembers\": true}"), "etcd"))
        .isEqualTo(MemberCheck.fingerprint(ONE, "etcd"));
  }

  private static Map<String, Object> release(Configuration configuration) {
    return Map.of(
        "memberEndpoints",
        List.of("etcd-0:2379", "etcd-1:2379", "etcd-2:2379"),
        "fingerprint",
        MemberCheck.fingerprint(configuration, "etcd"));
  }

  private static DeployedStack deployed(Map<String, Object> release) {
    Map<String, Object> outputs =
        release.isEmpty() ? Map.of() : Map.of("releases", Map.of("etcd", release));
    return new DeployedStack(name -> Optional.ofNullable(outputs.get(name)));
  }

  private static Configuration configuration(String cluster) {
    return new ConfigurationReader().read(Map.of("greptimedb-etcd:cluster", cluster));
  }
}

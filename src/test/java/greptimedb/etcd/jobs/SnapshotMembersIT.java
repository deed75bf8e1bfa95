package greptimedb.etcd.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import greptimedb.etcd.BesideOthers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which member a snapshot comes from, with all members there and with some of them away. */
@BesideOthers
class SnapshotMembersIT {
  @TempDir Path folder;
  private LocalEtcd etcd;
  private BackupVolume volume;

  @BeforeEach
  void startEtcd() {
    etcd = LocalEtcd.start(3);
    etcd.gateway().putMany("table/", 100, "x");
    volume = BackupVolume.in(folder);
  }

  @AfterEach
  void stopEtcd() {
    etcd.close();
  }

  @Test
  void prefersAFollowerAndNeverTakesALearner() {
    // given a learner that stands first in the list
    var learner = etcd.endpoint(etcd.addLearner());
    var leader = etcd.endpoint(etcd.leader());
    var endpoints = learner + "," + leader + "," + etcd.endpointList();

    // when
    var info = volume.snapshot(etcd, "ENDPOINTS", endpoints);
    var onlyLeader =
        JobScript.run("snapshot.sh", volume.environment("ENDPOINTS", learner + "," + leader));

    // then
    assertThat(info.path("member").asText()).isNotIn(learner, leader);
    assertThat(info.path("keys").asInt()).isEqualTo(100);
    assertThat(onlyLeader.event("snapshot").path("member").asText()).isNotEqualTo(learner);
  }

  @Test
  void worksWithOneMemberDown() {
    // given a follower that is down
    var leader = etcd.leader();
    etcd.kill(leader == 1 ? 2 : 1);

    // when
    var result = JobScript.run("snapshot.sh", volume.environment("ENDPOINTS", etcd.endpointList()));

    // then
    assertThat(result.exitCode()).as(result.errors()).isZero();
    assertThat(result.event("snapshot").path("keys").asInt()).isEqualTo(100);
    assertThat(result.event("snapshot").path("member").asText())
        .isNotEqualTo(etcd.endpoint(leader));
    assertThat(JobScript.run("drill.sh", volume.environment()).exitCode()).isZero();
  }

  @Test
  void worksWithTheLeaderJustGone() {
    // given
    etcd.kill(etcd.leader());

    // when
    var result = JobScript.run("snapshot.sh", volume.environment("ENDPOINTS", etcd.endpointList()));

    // then
    assertThat(result.exitCode()).as(result.errors()).isZero();
    assertThat(result.event("snapshot").path("keys").asInt()).isEqualTo(100);
  }

  @Test
  void failsWithTheReasonWhenTwoAreDown() {
    // given
    var leader = etcd.leader();
    IntStream.range(0, 3).filter(index -> index != leader).forEach(etcd::kill);

    // when
    var result =
        JobScript.run(
            "snapshot.sh", volume.environment("ENDPOINTS", etcd.endpointList(), "DEADLINE", "20"));

    // then
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.duration()).isLessThan(Duration.ofSeconds(20));
    assertThat(result.errors())
        .contains("more than half of them are away")
        .contains(etcd.endpoint((leader + 1) % 3), etcd.endpoint((leader + 2) % 3));
    assertThat(volume.names()).isEmpty();
  }
}

package greptimedb.etcd.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import greptimedb.etcd.BesideOthers;
import greptimedb.etcd.reliability.LossScenario;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The snapshot job on members whose data differs, or may seem to. */
@BesideOthers
class DisagreementIT {
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

  @LossScenario(
      number = 22,
      text = "The snapshot job finds that one member's data differs, and removes no earlier file")
  @Test
  void aSnapshotIsRefusedWhileTheMembersDiffer() {
    // given
    volume.snapshot(etcd);
    var before = volume.names();
    Divergence.of(etcd, 1);

    // when
    var result =
        JobScript.run(
            "snapshot.sh", volume.environment("ENDPOINTS", etcd.endpointList(), "KEEP", "1"));

    // then
    assertThat(result.exitCode()).as(result.toString()).isEqualTo(1);
    assertThat(result.errors())
        .contains("the members' data differs")
        .contains(etcd.endpoint(0), etcd.endpoint(1), etcd.endpoint(2))
        .contains("Nothing is saved or removed");
    assertThat(volume.names()).isEqualTo(before);
  }

  @Test
  void membersThatAreCompactedAndWrittenToMeanwhileAgree() throws InterruptedException {
    // given
    var writer =
        new Thread(
            () -> {
              while (!Thread.currentThread().isInterrupted()) {
                etcd.gateway().putMany("moving/", 20, "x");
                LocalEtcd.command(
                    "etcdctl",
                    "--endpoints",
                    etcd.endpoint(0),
                    "compact",
                    Long.toString(etcd.gateway().revision()));
              }
            });
    writer.setUncaughtExceptionHandler((thread, ended) -> {});
    writer.start();
    try {
      for (var round = 0; round < 5; round++) {
        // when
        var result =
            JobScript.run("snapshot.sh", volume.environment("ENDPOINTS", etcd.endpointList()));
        // then
        assertThat(result.exitCode()).as(result.toString()).isZero();
        assertThat(result.errors()).doesNotContain("differs");
      }
    } finally {
      writer.interrupt();
      writer.join();
    }
  }

  @Test
  void aMemberThatIsAwayIsReportedAsNotCompared() {
    // given two of three members that cannot be compared with anybody
    var leader = etcd.leader();
    etcd.kill((leader + 1) % 3);

    // when
    var result = JobScript.run("snapshot.sh", volume.environment("ENDPOINTS", etcd.endpointList()));

    // then the two that are left are compared with each other
    assertThat(result.exitCode()).as(result.toString()).isZero();
    assertThat(result.errors()).doesNotContain("was not compared");
  }
}

package greptimedb.etcd.jobs;

import static greptimedb.etcd.jobs.DefragJob.MEGABYTE;
import static greptimedb.etcd.jobs.DefragJob.SCRIPT;
import static greptimedb.etcd.jobs.DefragJob.sizes;
import static org.assertj.core.api.Assertions.assertThat;

import greptimedb.etcd.BesideOthers;
import greptimedb.etcd.cluster.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** defrag.sh in the same minute as a snapshot: by default the schedules of both name 03:00. */
@BesideOthers
class DefragBesideSnapshotIT {
  private LocalEtcd etcd;
  private List<Long> before;
  @TempDir private Path snapshots;

  @BeforeEach
  void start() {
    etcd = LocalEtcd.start(1);
    DefragJob.fragment(etcd, 12, 2);
    before = sizes(etcd);
  }

  @AfterEach
  void stop() {
    etcd.close();
  }

  private Map<String, String> settings(String... further) {
    var settings = DefragJob.settings(etcd, "THRESHOLD_PERCENT", "5");
    settings.put("SNAPSHOT_FOLDER", snapshots.toString());
    for (var index = 0; index < further.length; index += 2) {
      settings.put(further[index], further[index + 1]);
    }
    return settings;
  }

  private Path unfinished() throws IOException {
    return Files.writeString(snapshots.resolve("saving-etcd-snapshotter-1-7.part"), "half");
  }

  private static void awaitWaiting(JobScript script) {
    Command.awaitUntil(
        "the run waits",
        Duration.ofSeconds(20),
        () ->
            script.outputSoFar().contains("{\"event\":\"waiting\",\"for\":\"a snapshot is being "));
  }

  private void isDone(JobScript.Result result) {
    assertThat(result.exitCode()).as(result.output() + result.errors()).isZero();
    assertThat(result.events("defragmented")).hasSize(1);
    assertThat(sizes(etcd).get(0)).isLessThan(before.get(0) - MEGABYTE);
  }

  @Test
  void aSnapshotThatIsBeingWrittenIsWaitedFor() throws IOException {
    // given
    var file = unfinished();
    try (var script = JobScript.start(SCRIPT, settings())) {
      awaitWaiting(script);
      assertThat(sizes(etcd)).isEqualTo(before);

      // when: it has got its name
      Files.delete(file);

      // then
      isDone(script.await());
    }
  }

  @Test
  void oneThatTakesTooLongSkipsTheRun() throws IOException {
    // given
    unfinished();

    // when
    var result = JobScript.run(SCRIPT, settings("WAIT_FOR_SNAPSHOT", "2"));

    // then
    assertThat(result.exitCode()).as(result.output()).isEqualTo(3);
    assertThat(result.errors())
        .contains("skipped: a snapshot is being taken or prepared: ", "snapshotter-1-7.part")
        .contains("still was after a wait of 2 s");
    assertThat(result.duration()).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(20));
    assertThat(sizes(etcd)).isEqualTo(before);
  }

  @Test
  void whatAKilledSnapshotLeftIsNoObstacle() throws IOException {
    // given
    Files.setLastModifiedTime(unfinished(), FileTime.from(Instant.now().minusSeconds(600)));

    // when
    var result = JobScript.run(SCRIPT, settings());

    // then
    assertThat(result.events("waiting")).isEmpty();
    isDone(result);
  }

  @Test
  void aDryRunWaitsForNobody() throws IOException {
    // given
    unfinished();

    // when
    var result = JobScript.run(SCRIPT, settings("DRY_RUN", "yes"));

    // then
    assertThat(result.exitCode()).as(result.errors()).isZero();
    assertThat(result.events("waiting")).isEmpty();
    assertThat(result.events("would-defragment")).hasSize(1);
  }

  /** As one by hand, or by the chart's job, which writes to no folder that the run sees. */
  @Test
  void aSnapshotThatAMemberIsSendingIsWaitedFor() throws IOException {
    // given: more than the connection's buffers hold, by a client that reads nothing yet
    DefragJob.fragment(etcd, 40, 40);
    before = sizes(etcd);
    try (var snapshot = etcd.gateway().snapshot();
        var script = JobScript.start(SCRIPT, settings())) {
      awaitWaiting(script);
      assertThat(script.outputSoFar()).contains("is being taken from " + etcd.endpoint(0));

      // when
      assertThat(snapshot.readAllBytes()).hasSizeGreaterThan(40 * MEGABYTE);

      // then
      isDone(script.await());
    }
  }
}

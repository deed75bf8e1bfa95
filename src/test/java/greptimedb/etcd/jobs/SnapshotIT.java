package greptimedb.etcd.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import greptimedb.etcd.BesideOthers;
import greptimedb.etcd.cluster.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Saving: what a snapshot holds, what its record says, and what a run that fails leaves behind. */
@BesideOthers
class SnapshotIT {
  private static LocalEtcd etcd;
  @TempDir Path folder;
  private BackupVolume volume;

  @BeforeAll
  static void startEtcd() {
    etcd = LocalEtcd.start(1);
    etcd.gateway().putMany("table/", 500, "x");
    // Enough that a save takes a while.
    var mebibyte = "m".repeat(1_000_000);
    IntStream.range(0, 64).forEach(number -> etcd.gateway().put("large/" + number, mebibyte));
  }

  @AfterAll
  static void stopEtcd() {
    etcd.close();
  }

  @BeforeEach
  void makeVolume() {
    volume = BackupVolume.in(folder);
  }

  @Test
  void savesUnderTheDocumentsNameWithARecordBesideIt() {
    // given
    var before = Instant.now().minusSeconds(1);
    var keys = 564;

    // when
    var result = JobScript.run("snapshot.sh", environment());

    // then
    assertThat(result.exitCode()).as(result.errors()).isZero();
    assertThat(result.output().lines().toList())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .startsWith(
                        etcd.endpoint(0) + " is healthy: successfully committed proposal: took = "),
            line ->
                assertThat(line)
                    .matches(
                        "etcd \\d\\d:\\d\\d:\\d\\d\\.\\d\\d INFO  ==> Snapshotting the keyspace"),
            line ->
                assertThat(line)
                    .matches(
                        "Snapshot saved at "
                            + volume.folder()
                            + "/db-\\d{4}-\\d\\d-\\d\\d_\\d\\d-\\d\\d"),
            line -> assertThat(line).startsWith("{\"event\":\"snapshot\","));
    var name = result.event("snapshot").path("file").asText();
    assertThat(volume.names()).containsExactly(name, "info-" + name + ".json");
    var info = volume.info(name);
    assertThat(info.path("file").asText()).isEqualTo(name);
    assertThat(info.path("revision").asLong()).isEqualTo(etcd.gateway().revision());
    assertThat(info.path("keys").asInt()).isEqualTo(keys);
    assertThat(info.path("size").asLong()).isEqualTo(volume.size(name));
    assertThat(info.path("sha256").asText()).isEqualTo(lastBytes(volume.file(name)));
    assertThat(info.path("etcdVersion").asText()).isEqualTo("3.5.21");
    assertThat(info.path("member").asText()).isEqualTo(etcd.endpoint(0));
    assertThat(info.path("clusterId").asText())
        .isEqualTo(
            Long.toHexString(
                etcd.status(0).at("/header/cluster_id").bigIntegerValue().longValue()));
    assertThat(Instant.parse(info.path("takenAt").asText())).isBetween(before, Instant.now());
  }

  @Test
  void holdsAConsistentStateWhileKeysAreWritten() {
    // given
    var writing = LocalEtcd.start(1);
    var acknowledged = new AtomicInteger();
    try (writing) {
      var writer =
          CompletableFuture.runAsync(
              () -> {
                for (var batch = 0; batch < 200; batch++) {
                  writing
                      .gateway()
                      .putMany("batch" + "%03d/".formatted(batch), 100, "v".repeat(200));
                  acknowledged.addAndGet(100);
                }
              });
      Command.awaitUntil(
          "keys are written", Duration.ofSeconds(10), () -> acknowledged.get() > 500);
      var acknowledgedBefore = acknowledged.get();

      // when
      var info = volume.snapshot(writing);

      // then
      assertThat(writer).as("the writer outlasts the save, or this shows nothing").isNotDone();
      writer.join();
      assertThat(acknowledged).hasValue(20_000);
      try (var restored = LocalEtcd.restored(volume.file(info.path("file").asText()))) {
        var keys = restored.gateway().keys("batch");
        assertThat(keys).hasSizeBetween(acknowledgedBefore, 19_999);
        assertThat(keys).hasSize(info.path("keys").asInt());
        assertThat(keys)
            .as("no gap: keys were written in this order")
            .isEqualTo(
                IntStream.range(0, keys.size())
                    .mapToObj(number -> "batch%03d/%06d".formatted(number / 100, number % 100))
                    .toList());
        assertThat(restored.gateway().revision()).isEqualTo(info.path("revision").asLong());
      }
    }
  }

  @Test
  void takesTheNextFreeMinuteInsteadOfOverwriting() {
    // given
    var first = volume.snapshot(etcd).path("file").asText();
    var second = volume.snapshot(etcd).path("file").asText();

    // when
    var third = volume.snapshot(etcd).path("file").asText();

    // then
    assertThat(volume.snapshots()).containsExactly(first, second, third);
  }

  @Test
  void leavesAPartialFileWhenKilledThatIsNoSnapshotAndGoesWithinADay() {
    // given
    try (var script = JobScript.start("snapshot.sh", environment())) {
      awaitPartialFile();
      etcd.pause(0);
      script.kill();
    } finally {
      etcd.resume(0);
    }
    var partial = volume.names();
    assertThat(partial).hasSize(1).allMatch(name -> name.startsWith("saving-"));

    // when
    var listed = JobScript.run("list.sh", volume.environment());
    var drill = JobScript.run("drill.sh", volume.environment());
    volume.snapshot(etcd, "HOSTNAME", "etcd-snapshotter-2");
    var afterNextPod = volume.names();
    volume.age(partial.get(0), Duration.ofHours(25));
    volume.snapshot(etcd, "HOSTNAME", "etcd-snapshotter-3");

    // then
    assertThat(listed.events("file")).isEmpty();
    assertThat(listed.event("partial").path("files").asInt()).isEqualTo(1);
    assertThat(drill.exitCode()).isEqualTo(1);
    assertThat(drill.errors()).contains("there is no snapshot");
    assertThat(afterNextPod).as("it may still be growing").containsAll(partial);
    assertThat(volume.names()).doesNotContainAnyElementsOf(partial);
    assertThat(volume.snapshots()).hasSize(2);
  }

  @Test
  void removesWhatAnEarlierRunOfTheSamePodLeft() {
    // given
    volume.write("saving-etcd-snapshotter-1-7.part", "half");
    volume.write("saving-etcd-snapshotter-12-7.part", "half");

    // when
    volume.snapshot(etcd);

    // then
    assertThat(volume.names())
        .contains("saving-etcd-snapshotter-12-7.part")
        .doesNotContain("saving-etcd-snapshotter-1-7.part");
  }

  @Test
  void removesItsPartialFileWhenItsPodIsDeleted() {
    // given
    JobScript.Result result;
    try (var script = JobScript.start("snapshot.sh", environment())) {
      awaitPartialFile();
      etcd.pause(0);

      // when
      script.terminate();
      result = script.await();
    } finally {
      etcd.resume(0);
    }

    // then
    assertThat(result.exitCode()).isEqualTo(143);
    assertThat(result.duration()).isLessThan(Duration.ofSeconds(20));
    assertThat(volume.names()).isEmpty();
  }

  @Test
  void endsByItsDeadlineWhenTheMemberStalls() {
    // given
    JobScript.Result result;
    try (var script = JobScript.start("snapshot.sh", environment("DEADLINE", "6"))) {
      awaitPartialFile();
      etcd.pause(0);

      // when
      result = script.await();
    } finally {
      etcd.resume(0);
    }

    // then
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.errors()).contains("the deadline of 6 s is over");
    assertThat(result.duration()).isLessThan(Duration.ofSeconds(10));
    assertThat(volume.names()).isEmpty();
  }

  @Test
  void failsWhenTheVolumeIsFullAndWorksAgainWithRoom() {
    // given a volume of its own, which holds an earlier snapshot and something large
    var commands =
        """
        mount -t tmpfs -o size=200m tmpfs "$SNAPSHOT_FOLDER" || exit 99
        bash "$JOBS/snapshot.sh"
        head -c 100000000 /dev/zero >"$SNAPSHOT_FOLDER/large"
        bash "$JOBS/snapshot.sh"; echo "when full: $?" $(ls "$SNAPSHOT_FOLDER" | grep -c -v -e large)
        rm "$SNAPSHOT_FOLDER/large"
        bash "$JOBS/snapshot.sh"; echo "with room: $?" $(ls "$SNAPSHOT_FOLDER" | grep -c -v -e large)
        """;

    // when
    var result =
        JobScript.shell(
            "unshare --user --map-root-user --mount bash -c '" + commands + "'", environment());

    // then
    assertThat(result.output())
        .as(result.errors())
        .contains("when full: 1 2\n", "with room: 0 4\n");
    assertThat(result.errors()).contains("the backup volume is full: the snapshot needs");
    assertThat(result.duration()).isLessThan(Duration.ofSeconds(30));
  }

  @Test
  void removesItsPartialFileWhenWritingFailsHalfway() {
    // given
    var earlier = volume.snapshot(etcd).path("file").asText();

    // when
    var result = JobScript.shell("ulimit -f 20000; bash $JOBS/snapshot.sh", environment());

    // then
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.errors()).contains("the snapshot was not saved, earlier ones stay");
    assertThat(volume.names()).containsExactly(earlier, "info-" + earlier + ".json");
  }

  @Test
  void refusesAClusterThatWentBack() {
    // given
    var earlier = volume.snapshot(etcd).path("file").asText();
    var revision = etcd.gateway().revision();
    volume.changeInfo(earlier, "revision", revision + 1);

    // when
    var refused = JobScript.run("snapshot.sh", environment("KEEP", "1"));
    var namesThen = volume.names();
    var accepted = JobScript.run("snapshot.sh", environment("ACCEPT_LOWER_REVISION", "yes"));
    volume.changeInfo(accepted.event("snapshot").path("file").asText(), "revision", revision + 1);
    volume.changeInfo(accepted.event("snapshot").path("file").asText(), "clusterId", "abc");
    var restoredCluster = JobScript.run("snapshot.sh", environment());

    // then
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.errors())
        .contains("the cluster went back: revision " + revision + ", but " + earlier);
    assertThat(namesThen).containsExactly(earlier, "info-" + earlier + ".json");
    assertThat(accepted.exitCode()).isZero();
    assertThat(restoredCluster.exitCode()).as(restoredCluster.errors()).isZero();
  }

  @Test
  void refusesWrongSettings() {
    // when
    var keep = JobScript.run("snapshot.sh", environment("KEEP", "0"));
    var endpoints = JobScript.run("snapshot.sh", environment("ENDPOINTS", "http://etcd:2379"));
    var missing = JobScript.run("snapshot.sh", environment("SNAPSHOT_FOLDER", "/not/there"));

    // then
    assertThat(keep.exitCode()).isEqualTo(2);
    assertThat(keep.errors()).contains("KEEP: 0: expected a whole number, 1 or more");
    assertThat(endpoints.exitCode()).isEqualTo(2);
    assertThat(endpoints.errors()).contains("ENDPOINTS: http://etcd:2379: expected host:port");
    assertThat(missing.exitCode()).isEqualTo(2);
    assertThat(missing.errors()).contains("/not/there: there is no such folder");
  }

  private Map<String, String> environment(String... pairs) {
    var environment = volume.environment("ENDPOINTS", etcd.endpointList());
    for (var index = 0; index < pairs.length; index += 2) {
      environment.put(pairs[index], pairs[index + 1]);
    }
    return environment;
  }

  private void awaitPartialFile() {
    var limit = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (volume.names().isEmpty()) {
      assertThat(System.nanoTime()).as("a partial file appears").isLessThan(limit);
      Thread.onSpinWait();
    }
  }

  private static String lastBytes(Path file) {
    return LocalEtcd.command(
        "bash", "-c", "tail -c 32 " + file + " | od -An -v -tx1 | tr -d ' \\n'");
  }
}

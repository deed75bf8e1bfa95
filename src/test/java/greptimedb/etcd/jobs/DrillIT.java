package greptimedb.etcd.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import greptimedb.etcd.BesideOthers;
import greptimedb.etcd.cluster.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The restore drill and the listing: what they say of good snapshots, and that no damage passes.
 */
@BesideOthers
class DrillIT {
  private static final String OLD = "db-2025-01-06_11-18";

  private static LocalEtcd etcd;
  @TempDir static Path shared;
  private static BackupVolume source;
  private static String good;

  @TempDir Path folder;
  private BackupVolume volume;

  @BeforeAll
  static void takeSnapshot() {
    etcd = LocalEtcd.start(1);
    etcd.gateway().putMany("table/", 300, "x".repeat(50));
    source = BackupVolume.in(shared);
    good = source.snapshot(etcd).path("file").asText();
  }

  @AfterAll
  static void stopEtcd() {
    etcd.close();
  }

  @BeforeEach
  void makeVolume() {
    volume = BackupVolume.in(folder);
    source.copyTo(volume, good, good);
    source.copyTo(volume, good, OLD);
  }

  @Test
  void restoresTheNewestSnapshotAndCompares() {
    // given
    volume.write("saving-other-1.part", "half");
    volume.write("db-2999-01-01_00-00.part", "half");

    // when
    var result = JobScript.run("drill.sh", volume.environment());

    // then
    assertThat(result.exitCode()).as(result.errors()).isZero();
    var event = result.event("drill");
    assertThat(event.path("file").asText()).isEqualTo(good);
    assertThat(event.path("result").asText()).isEqualTo("passed");
    assertThat(event.path("keys").asInt()).isEqualTo(300);
    assertThat(event.path("revision").asLong()).isEqualTo(etcd.gateway().revision());
    assertThat(event.path("size").asLong()).isEqualTo(volume.size(good));
    for (var step : new String[] {"verify", "restore", "start", "total"}) {
      assertThat(event.path("seconds").path(step).asDouble()).as(step).isPositive();
    }
    assertThat(volume.scratchIsEmpty()).isTrue();
  }

  static Stream<Arguments> damages() {
    BiConsumer<BackupVolume, String> middle =
        (volume, name) -> volume.flip(name, volume.size(name) / 2);
    BiConsumer<BackupVolume, String> hash = (volume, name) -> volume.flip(name, -7);
    BiConsumer<BackupVolume, String> cut =
        (volume, name) -> volume.truncate(name, volume.size(name) - 100);
    BiConsumer<BackupVolume, String> cutAtBlock =
        (volume, name) -> volume.truncate(name, volume.size(name) - 512);
    BiConsumer<BackupVolume, String> empty = (volume, name) -> volume.truncate(name, 0);
    return Stream.of(
        Arguments.of("a byte in the middle flipped", middle, "does not match its SHA-256"),
        Arguments.of("a byte of the hash flipped", hash, "does not match its SHA-256"),
        Arguments.of("cut anywhere", cut, "is truncated"),
        Arguments.of("cut by a block", cutAtBlock, "does not match its SHA-256"),
        Arguments.of("empty", empty, "is empty"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("damages")
  void reportsDamage(String what, BiConsumer<BackupVolume, String> damage, String problem) {
    // given
    damage.accept(volume, good);

    // when
    var drill = JobScript.run("drill.sh", volume.environment());
    var list = JobScript.run("list.sh", volume.environment());

    // then
    assertThat(drill.exitCode()).as(what).isEqualTo(1);
    assertThat(drill.errors().lines().toList())
        .singleElement()
        .asString()
        .contains("the restore drill failed: " + good + " " + problem);
    assertThat(drill.event("drill").path("result").asText()).isEqualTo("failed");
    assertThat(volume.scratchIsEmpty()).isTrue();
    assertThat(list.exitCode()).isZero();
    assertThat(list.events("file"))
        .satisfiesExactly(
            file -> {
              assertThat(file.path("file").asText()).isEqualTo(OLD);
              assertThat(file.path("verified").asBoolean()).isTrue();
            },
            file -> {
              assertThat(file.path("file").asText()).isEqualTo(good);
              assertThat(file.path("verified").asBoolean(true)).isFalse();
              assertThat(file.path("problem").asText()).startsWith(problem);
            });
  }

  @Test
  void failsWhenKeysOrRevisionAreNotWhatTheRecordSays() {
    // given
    volume.changeInfo(good, "keys", 301);

    // when
    var keys = JobScript.run("drill.sh", volume.environment());
    volume.changeInfo(good, "keys", 300);
    volume.changeInfo(good, "revision", etcd.gateway().revision() + 1);
    var revision = JobScript.run("drill.sh", volume.environment());
    volume.changeInfo(good, "sha256", "ab");
    var otherFile = JobScript.run("drill.sh", volume.environment());

    // then
    assertThat(keys.exitCode()).isEqualTo(1);
    assertThat(keys.errors()).contains("it comes back with 300 keys instead of 301");
    assertThat(revision.exitCode()).isEqualTo(1);
    assertThat(revision.errors()).contains("it comes back at revision");
    assertThat(otherFile.exitCode()).isEqualTo(1);
    assertThat(otherFile.errors()).contains("is not the file that its record names");
    assertThat(volume.scratchIsEmpty()).isTrue();
  }

  @Test
  void saysThatASnapshotWithoutRecordIsNotCompared() throws Exception {
    // given
    Files.delete(volume.file("info-" + good + ".json"));

    // when
    var result = JobScript.run("drill.sh", volume.environment());

    // then
    assertThat(result.exitCode()).as(result.errors()).isZero();
    assertThat(result.output()).contains("compared with its record: nothing, as it has no record");
    assertThat(result.event("drill").path("keys").asInt()).isEqualTo(300);
  }

  @Test
  void failsWhenTheSnapshotIsLargerThanTheQuota() {
    // when
    var result = JobScript.run("drill.sh", volume.environment("QUOTA", "20000"));

    // then
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.errors()).contains("more than etcd's quota of 20000");
  }

  @Test
  void leavesNothingInScratchWhenItsPodIsDeleted() {
    // given
    JobScript.Result result;
    try (var script = JobScript.start("drill.sh", volume.environment())) {
      Command.awaitUntil(
          "the scratch folder is there", Duration.ofSeconds(20), () -> !volume.scratchIsEmpty());

      // when
      script.terminate();
      result = script.await();
    }

    // then
    assertThat(result.exitCode()).isEqualTo(143);
    assertThat(volume.scratchIsEmpty()).isTrue();
  }

  @Test
  void listsSnapshotsAndPreparedOnesButNothingElse() {
    // given
    source.copyTo(volume, good, "restore-20250106-0badcafe");
    volume.write("saving-other-1.part", "1234");
    volume.write("db-2025-01-06_11-26.part", "123456");
    volume.write("notes.txt", "x");

    // when
    var result = JobScript.run("list.sh", volume.environment());

    // then
    assertThat(result.exitCode()).as(result.errors()).isZero();
    assertThat(result.events("file"))
        .extracting(file -> file.path("file").asText() + " " + file.path("kind").asText())
        .containsExactly(
            OLD + " snapshot", good + " snapshot", "restore-20250106-0badcafe prepared");
    var file = result.events("file").get(1);
    assertThat(file.path("keys").asInt()).isEqualTo(300);
    assertThat(file.path("revision").asLong()).isEqualTo(etcd.gateway().revision());
    assertThat(file.path("size").asLong()).isEqualTo(volume.size(good));
    assertThat(file.path("takenAt").asText()).isEqualTo(volume.info(good).path("takenAt").asText());
    assertThat(result.event("partial").path("files").asInt()).isEqualTo(2);
    assertThat(result.event("partial").path("bytes").asInt()).isEqualTo(10);
    assertThat(result.event("volume").path("free").asLong())
        .isPositive()
        .isLessThan(result.event("volume").path("total").asLong());
  }

  @Test
  void listsChosenFilesAndTrustsRecordsWhenAsked() throws Exception {
    // given
    Files.delete(volume.file("info-" + OLD + ".json"));

    // when
    var latest = JobScript.run("list.sh", volume.environment("FILES", "latest"));
    var named = JobScript.run("list.sh", volume.environment("FILES", OLD + " db-none ../etc"));
    var quick = JobScript.run("list.sh", volume.environment("VERIFY", "no"));

    // then
    assertThat(latest.event("file").path("file").asText()).isEqualTo(good);
    assertThat(named.events("file"))
        .extracting(file -> file.path("file").asText() + " " + file.path("problem").asText())
        .containsExactly(OLD + " ", "db-none does not exist", "../etc does not exist");
    assertThat(quick.events("file").get(0).path("verified").isNull()).isTrue();
    assertThat(quick.events("file").get(1).path("verified").asBoolean()).isTrue();
  }
}

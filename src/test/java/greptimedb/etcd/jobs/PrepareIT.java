package greptimedb.etcd.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import greptimedb.etcd.BesideOthers;
import greptimedb.etcd.cluster.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The preparation of a snapshot for a release to start from. */
@BesideOthers
class PrepareIT {
  private static final String PREPARED = "restore-20250106-0badcafe";
  private static final long BUMP = 1_000_000_000;

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
  }

  @Test
  void preparesAFileThatHoldsAllKeysAtRaisedRevisions() {
    // when
    var result = prepare("SWITCH_KEYS", "yes", "STORE_KEY_PREFIX", "-my/prefix");

    // then
    assertThat(result.exitCode()).as(result.errors()).isZero();
    var event = result.event("prepared");
    assertThat(event.path("file").asText()).isEqualTo(PREPARED);
    assertThat(event.path("source").asText()).isEqualTo(good);
    assertThat(event.path("sourceRevision").asLong()).isEqualTo(etcd.gateway().revision());
    assertThat(event.path("revision").asLong()).isEqualTo(etcd.gateway().revision() + BUMP + 2);
    assertThat(event.path("keysBefore").asInt()).isEqualTo(300);
    assertThat(event.path("keys").asInt()).isEqualTo(302);
    assertThat(event.path("seconds").path("total").asDouble()).isPositive();
    assertThat(volume.info(PREPARED).path("source").asText()).isEqualTo(good);
    assertThat(volume.names())
        .containsExactlyInAnyOrder(
            good, "info-" + good + ".json", PREPARED, "info-" + PREPARED + ".json");
    assertThat(volume.scratchIsEmpty()).isTrue();
    try (var restored = LocalEtcd.restored(volume.file(PREPARED))) {
      assertThat(restored.gateway().keys("table/")).isEqualTo(etcd.gateway().keys("table/"));
      assertThat(restored.gateway().get("table/000007"))
          .isEqualTo(etcd.gateway().get("table/000007"));
      assertThat(restored.gateway().get("-my/prefix__switches/maintenance")).contains("");
      assertThat(restored.gateway().get("-my/prefix__switches/pause_procedure")).contains("");
      assertThat(restored.gateway().put("after", "x"))
          .isGreaterThan(etcd.gateway().revision() + BUMP);
    }
  }

  @Test
  void setsNoSwitchesUnlessAsked() {
    // when
    var result = prepare("SNAPSHOT", "latest");

    // then
    assertThat(result.event("prepared").path("source").asText()).isEqualTo(good);
    assertThat(result.event("prepared").path("keys").asInt()).isEqualTo(300);
    assertThat(result.event("prepared").path("revision").asLong())
        .isEqualTo(etcd.gateway().revision() + BUMP);
  }

  @Test
  void leavesWhatIsPreparedAsItIs() throws Exception {
    // given
    prepare();
    var sum = volume.info(PREPARED).path("sha256").asText();
    var changed = Files.getLastModifiedTime(volume.file(PREPARED));
    source.copyTo(volume, good, "db-2999-01-01_00-00");

    // when
    var again = prepare();
    var latest = prepare("SNAPSHOT", "latest");
    var other = prepare("SNAPSHOT", "db-2999-01-01_00-00");

    // then
    assertThat(again.exitCode()).as(again.errors()).isZero();
    assertThat(again.output()).contains("nothing to do");
    assertThat(again.event("prepared").path("sha256").asText()).isEqualTo(sum);
    assertThat(latest.event("prepared").path("source").asText())
        .as("a newer snapshot does not move what is prepared")
        .isEqualTo(good);
    assertThat(other.exitCode()).isEqualTo(1);
    assertThat(other.errors()).contains(PREPARED + " was prepared from " + good);
    assertThat(Files.getLastModifiedTime(volume.file(PREPARED))).isEqualTo(changed);
  }

  @Test
  void preparesAnewWhatCannotBeTrusted() {
    // given
    prepare();
    volume.flip(PREPARED, 5000);

    // when
    var result = prepare();

    // then
    assertThat(result.exitCode()).as(result.errors()).isZero();
    assertThat(result.errors()).contains(PREPARED + " does not match its SHA-256");
    assertThat(result.output()).doesNotContain("nothing to do");
    try (var restored = LocalEtcd.restored(volume.file(PREPARED))) {
      assertThat(restored.gateway().keys("table/")).hasSize(300);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"flipped", "truncated", "empty", "missing", "other", "keys", "quota"})
  void refusesWhatCannotBeTrusted(String fault) throws Exception {
    // given
    var quota = "8589934592";
    var reason = "";
    switch (fault) {
      case "flipped" -> {
        volume.flip(good, volume.size(good) / 2);
        reason = good + " does not match its SHA-256";
      }
      case "truncated" -> {
        volume.truncate(good, 4000);
        reason = good + " is truncated";
      }
      case "empty" -> {
        volume.truncate(good, 0);
        reason = good + " is empty";
      }
      case "missing" -> {
        Files.delete(volume.file(good));
        reason = good + " does not exist";
      }
      case "other" -> {
        volume.changeInfo(good, "sha256", "ab");
        reason = "is not the file that its record names";
      }
      case "keys" -> {
        volume.changeInfo(good, "keys", 301);
        reason = "it comes back with 300 keys instead of 301";
      }
      default -> {
        quota = "20000";
        reason = "more than etcd's quota of 20000";
      }
    }
    var before = volume.names();

    // when
    var result = prepare("QUOTA", quota);

    // then
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.errors()).contains(reason);
    assertThat(volume.names()).isEqualTo(before);
    assertThat(volume.scratchIsEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "../db-2025-01-06_11-18", "db-2025-01-06_11-18.part", "saving-pod-1", "/etc"})
  void refusesNamesThatAreNoSnapshots(String name) {
    // when
    var result = prepare("SNAPSHOT", name);
    var target = prepare("PREPARED", "db-" + name);

    // then
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.errors()).contains("SNAPSHOT: ").contains("expected latest, or the name");
    assertThat(target.exitCode()).isEqualTo(2);
    assertThat(target.errors()).contains("PREPARED: db-");
  }

  @Test
  void refusesScratchSpaceThatIsTooSmall() {
    // when
    var result =
        JobScript.shell(
            """
            unshare --user --map-root-user --mount bash -c '
              mount -t tmpfs -o size=100m tmpfs "$SCRATCH_FOLDER" || exit 99
              bash "$JOBS/prepare.sh"'
            """,
            volume.environment("SNAPSHOT", good, "PREPARED", PREPARED));

    // then
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.errors()).contains("the scratch space is too small");
  }

  @Test
  void leavesNothingBehindWhenItsPodIsDeletedAndPreparesInTheNext() {
    // given
    JobScript.Result deleted;
    var environment = volume.environment("SNAPSHOT", good, "PREPARED", PREPARED);
    try (var script = JobScript.start("prepare.sh", environment)) {
      Command.awaitUntil(
          "the scratch folder is there", Duration.ofSeconds(20), () -> !volume.scratchIsEmpty());
      script.terminate();
      deleted = script.await();
    }
    var names = volume.names();

    // when
    var next = prepare();

    // then
    assertThat(deleted.exitCode()).isEqualTo(143);
    assertThat(names).containsExactly(good, "info-" + good + ".json");
    assertThat(next.exitCode()).as(next.errors()).isZero();
    assertThat(volume.scratchIsEmpty()).isTrue();
  }

  private JobScript.Result prepare(String... pairs) {
    var environment = volume.environment("SNAPSHOT", good, "PREPARED", PREPARED);
    environment.putAll(volume.environment(pairs));
    return JobScript.run("prepare.sh", environment);
  }
}

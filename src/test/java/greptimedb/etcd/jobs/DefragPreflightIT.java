package greptimedb.etcd.jobs;

import static greptimedb.etcd.jobs.DefragJob.MEGABYTE;
import static greptimedb.etcd.jobs.DefragJob.SCRIPT;
import static greptimedb.etcd.jobs.DefragJob.settings;
import static greptimedb.etcd.jobs.DefragJob.sizes;
import static org.assertj.core.api.Assertions.assertThat;

import greptimedb.etcd.BesideOthers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps defrag.sh from touching anything. */
@BesideOthers
class DefragPreflightIT {
  private static final String SNAPSHOT = "db-2025-01-06_11-18";

  private static LocalEtcd etcd;
  private static List<Long> before;
  @TempDir private Path snapshots;

  @BeforeAll
  static void start() {
    etcd = LocalEtcd.start(3);
    DefragJob.fragment(etcd, 12, 2);
    before = sizes(etcd);
  }

  @AfterAll
  static void stop() {
    etcd.close();
  }

  @BeforeEach
  void saveSnapshot() throws IOException {
    var file = Files.write(snapshots.resolve(SNAPSHOT), new byte[1024]);
    record(file, Instant.now(), cluster());
  }

  @AfterEach
  void nothingWasTouched() {
    assertThat(sizes(etcd)).isEqualTo(before);
    assertThat(etcd.gateway().keys("/greptimedb-etcd/")).isEmpty();
  }

  private static String cluster() {
    return Long.toHexString(
        Long.parseUnsignedLong(etcd.status(0).at("/header/cluster_id").asText()));
  }

  /** A record as the snapshot job leaves it. */
  private void record(Path file, Instant takenAt, String cluster) throws IOException {
    Files.writeString(
        snapshots.resolve("info-" + SNAPSHOT + ".json"),
        """
        {"file":"%s","revision":5,"size":%d,"sha256":"00","clusterId":"%s","takenAt":"%s","modified":%d}
        """
            .formatted(
                SNAPSHOT,
                Files.size(file),
                cluster,
                takenAt.truncatedTo(ChronoUnit.SECONDS),
                Files.getLastModifiedTime(file).toInstant().getEpochSecond()));
  }

  private Map<String, String> withSnapshots(String... further) {
    var settings = settings(etcd, further);
    settings.put("REQUIRE_SNAPSHOT", "yes");
    settings.put("SNAPSHOT_FOLDER", snapshots.toString());
    settings.put("SNAPSHOT_MAX_AGE", "3600");
    settings.put("CALL_SECONDS", "2");
    return settings;
  }

  private static void isSkipped(Map<String, String> settings, String... reason) {
    var result = JobScript.run(SCRIPT, settings);
    assertThat(result.exitCode()).as(result.output() + result.errors()).isEqualTo(3);
    assertThat(result.errors()).contains("skipped: ").contains(reason);
    assertThat(result.event("skipped").path("reason").asText()).contains(reason);
    assertThat(result.output()).doesNotContain("Finished defragmenting");
  }

  @Test
  void nothingSpeaksAgainstTheRunThatTheOthersVary() {
    // when
    var result = JobScript.run(SCRIPT, withSnapshots("DRY_RUN", "yes"));

    // then
    assertThat(result.exitCode()).as(result.errors()).isZero();
    assertThat(result.events("would-defragment")).hasSize(3);
  }

  @Test
  void aMemberIsAway() {
    // given
    var away = (etcd.leader() + 1) % 3;
    etcd.kill(away);
    try {
      // then
      isSkipped(withSnapshots(), "member etcd-" + away + " is not healthy");
    } finally {
      etcd.restart(away);
      etcd.awaitHealthy();
    }
  }

  @Test
  void aMemberOfTheListThatEndpointsDoNotNameIsAway() {
    // given
    etcd.kill(2);
    try {
      var settings = withSnapshots();
      settings.put("ENDPOINTS", etcd.endpoint(0) + "," + etcd.endpoint(1));

      // then
      isSkipped(settings, "member etcd-2 is not healthy");
    } finally {
      etcd.restart(2);
      etcd.awaitHealthy();
    }
  }

  @Test
  void thereIsNoQuorum() {
    // given
    etcd.pause(0);
    etcd.pause(1);
    try {
      // then
      isSkipped(withSnapshots(), "no member gives the member list");
    } finally {
      etcd.resume(0);
      etcd.resume(1);
      etcd.awaitHealthy();
    }
  }

  @Test
  void aRestoreIsRunningOrWasCutOff() throws IOException {
    // given: as the restore's ConfigMap has it
    var progress = snapshots.resolve("progress.json");
    var settings = withSnapshots("RESTORE_PROGRESS", progress.toString());

    for (var outcome : List.of("RUNNING", "ROLLING_BACK")) {
      Files.writeString(progress, "{\n  \"id\" : \"1\",\n  \"outcome\" : \"" + outcome + "\"\n}");

      // then
      isSkipped(settings, "a restore is running, or was cut off");
    }
  }

  @Test
  void aRestoreThatHasEndedIsNoObstacle() throws IOException {
    // given
    var progress = snapshots.resolve("progress.json");
    Files.writeString(progress, "{\"outcome\" : \"DONE\"}");

    // when
    var result =
        JobScript.run(
            SCRIPT, withSnapshots("RESTORE_PROGRESS", progress.toString(), "DRY_RUN", "yes"));

    // then
    assertThat(result.exitCode()).as(result.errors()).isZero();
  }

  @Test
  void membersAreFurtherApartThanTheBound() throws IOException {
    // given: what was read of three members that all answer reads; a real one that does has caught
    // up
    var script = snapshots.resolve("apart.sh");
    Files.writeString(
        script,
        """
        set -euo pipefail
        source %1$s/output.sh; source %1$s/members.sh; source %1$s/defrag-preflight.sh
        REVISION_BOUND=1000
        for id in a b c; do member_add "$id" "host:$id"; done
        for id in a b c; do
          for field in listed started healthy; do MEMBER[$id.$field]=yes; done
          MEMBER[$id.version]=3.5.21
        done
        MEMBER[b.leader]=yes MEMBER[a.revision]=5000 MEMBER[b.revision]=6000 MEMBER[c.revision]=5500
        check_members; echo "bound: ${REASONS[*]}"
        MEMBER[b.revision]=6001
        check_members; echo "beyond: ${REASONS[*]}"
        """
            .formatted(Path.of("src/main/resources/jobs").toAbsolutePath()));

    // when
    var result = JobScript.run(script.toString(), Map.of());

    // then
    assertThat(result.output().lines())
        .containsExactly(
            "bound: ", "beyond: members are at revisions 5000 to 6001, further apart than 1000");
  }

  @Test
  void aMemberIsALearner() {
    // given
    try (var small = LocalEtcd.start(1)) {
      small.addLearner();

      // then
      isSkipped(settings(small, "CALL_SECONDS", "2"), "member etcd-1 is a learner");
    }
  }

  @Test
  void aMemberWasAddedAndHasNotStarted() {
    // given
    try (var small = LocalEtcd.start(1)) {
      DefragJob.etcdctl(
          small, "member", "add", "new", "--learner", "--peer-urls=http://127.0.0.1:1");

      // then
      isSkipped(settings(small, "CALL_SECONDS", "2"), "was added and has not started");
    }
  }

  @Test
  void anEndpointBelongsToAnotherCluster() {
    // given
    try (var other = LocalEtcd.start(1)) {
      // then
      isSkipped(
          withSnapshots("ENDPOINTS", etcd.endpointList() + "," + other.endpoint(0)),
          "(" + other.endpoint(0) + ") belongs to another cluster");
    }
  }

  @Test
  void thereIsNoSnapshot() throws IOException {
    // given: a file alone was never verified
    Files.delete(snapshots.resolve("info-" + SNAPSHOT + ".json"));

    // then
    isSkipped(withSnapshots(), "there is no verified snapshot of this cluster in " + snapshots);
  }

  @Test
  void theSnapshotIsNotWhatItWasWhenItWasVerified() throws IOException {
    // given
    Files.write(snapshots.resolve(SNAPSHOT), new byte[512]);

    // then
    isSkipped(withSnapshots(), "there is no verified snapshot of this cluster");
  }

  @Test
  void theSnapshotIsOfAnotherCluster() throws IOException {
    // given
    record(snapshots.resolve(SNAPSHOT), Instant.now(), "cafe");

    // then
    isSkipped(withSnapshots(), "there is no verified snapshot of this cluster");
  }

  @Test
  void theSnapshotIsTooOld() throws IOException {
    // given
    record(snapshots.resolve(SNAPSHOT), Instant.now().minusSeconds(3700), cluster());

    // then
    isSkipped(
        withSnapshots(), "the newest verified snapshot, " + SNAPSHOT, "s old, more than 3600 s");
  }

  @Test
  void theVolumeHasNoRoomForASecondCopy() {
    // given: room for the database, its log, and half of what a copy takes
    var volume = Long.toString(before.get(0) + 6 * 64 * 1024 * 1024 + MEGABYTE);

    // then
    isSkipped(withSnapshots("VOLUME_SIZE", volume), "bytes for a second copy", "VOLUME_SIZE");
  }

  @Test
  void everyReasonIsNamedAtOnce() throws IOException {
    // given
    Files.delete(snapshots.resolve(SNAPSHOT));

    // then
    isSkipped(
        withSnapshots("ENDPOINTS", etcd.endpointList() + ",127.0.0.1:1", "VOLUME_SIZE", "1"),
        "endpoint 127.0.0.1:1 gives no answer and belongs to no member; ",
        "there is no verified snapshot",
        "for a second copy");
  }

  @Test
  void wrongSettingsAreRefused() {
    // when
    var missing = JobScript.run(SCRIPT, Map.of("ENDPOINTS", etcd.endpointList()));
    var noFolder = JobScript.run(SCRIPT, settings(etcd, "REQUIRE_SNAPSHOT", "yes"));
    var noNumber = JobScript.run(SCRIPT, settings(etcd, "PAUSE", "10s"));

    // then
    assertThat(missing.exitCode()).isEqualTo(2);
    assertThat(missing.errors()).contains("QUOTA: empty: expected a whole number");
    assertThat(noFolder.exitCode()).isEqualTo(2);
    assertThat(noFolder.errors()).contains("SNAPSHOT_MAX_AGE");
    assertThat(noNumber.exitCode()).isEqualTo(2);
    assertThat(noNumber.errors()).contains("PAUSE: 10s: expected a whole number");
  }
}

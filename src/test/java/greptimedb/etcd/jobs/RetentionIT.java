package greptimedb.etcd.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import greptimedb.etcd.BesideOthers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What leaves the backup volume after a snapshot was taken, and what must not. */
@BesideOthers
class RetentionIT {
  private static final String OLDEST = "db-2025-01-06_11-18";
  private static final String OLDER = "db-2025-01-06_11-20";
  private static final String OLD = "db-2025-01-06_11-22";

  private static LocalEtcd etcd;
  @TempDir static Path shared;
  private static BackupVolume source;
  private static String good;

  @TempDir Path folder;
  private BackupVolume volume;

  @BeforeAll
  static void startEtcd() {
    etcd = LocalEtcd.start(1);
    etcd.gateway().putMany("table/", 50, "x");
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
    Stream.of(OLDEST, OLDER, OLD).forEach(name -> source.copyTo(volume, good, name));
  }

  @Test
  void keepsTheNewestFilesWithTheirRecords() {
    // when
    var saved = save("KEEP", "3");

    // then
    assertThat(volume.names())
        .containsExactlyInAnyOrder(OLDER, OLD, saved, info(OLDER), info(OLD), info(saved));
  }

  @Test
  void neverTouchesPreparedSnapshotsNorFilesOfOthers() {
    // given
    source.copyTo(volume, good, "restore-20250106-0badcafe");
    volume.write("restore-empty", "");
    volume.write("db-before-the-upgrade", "somebody's own copy");
    volume.write("notes.txt", "x");
    volume.age("restore-20250106-0badcafe", Duration.ofDays(400));

    // when
    var saved = save("KEEP", "1", "KEEP_FOR", "1");

    // then
    assertThat(volume.names())
        .containsExactlyInAnyOrder(
            saved,
            info(saved),
            "restore-20250106-0badcafe",
            info("restore-20250106-0badcafe"),
            "restore-empty",
            "db-before-the-upgrade",
            "notes.txt");
  }

  @Test
  void removesWhatIsOlderThanItMayBeButNeverTheNewest() {
    // given
    var recent = name(Duration.ofHours(1));
    source.copyTo(volume, good, recent);

    // when
    var withRecent = save("KEEP", "9", "KEEP_FOR", "7200");
    var kept = volume.snapshots();
    var alone = save("KEEP", "9", "KEEP_FOR", "0");
    var all = volume.snapshots();

    // then
    assertThat(kept).containsExactly(recent, withRecent);
    assertThat(all).as("0 is no limit").containsExactly(recent, withRecent, alone);
  }

  @Test
  void damagedFilesCountForNothingAndGoOnlyWhenOlderThanAllThatStay() {
    // given
    volume.flip(OLD, 9000);
    volume.truncate(OLDEST, 1024);
    source.copyTo(volume, good, "db-2025-01-06_11-19");

    // when
    var result = run("KEEP", "2");
    var saved = result.event("snapshot").path("file").asText();

    // then
    assertThat(volume.snapshots())
        .as("two good ones; the damaged one between them stays, the one before them goes")
        .containsExactly(OLDER, OLD, saved);
    assertThat(volume.names()).doesNotContain(info(OLDEST));
    assertThat(result.errors())
        .contains(OLD + " does not match its SHA-256")
        .contains(OLDEST + " is truncated");
  }

  @Test
  void keepsTheOnlyGoodOneBehindDamagedOnes() {
    // given
    volume.flip(OLD, 100);
    volume.truncate(OLDER, 0);

    // when
    var saved = save("KEEP", "2");

    // then
    assertThat(volume.snapshots()).containsExactly(OLDEST, OLDER, OLD, saved);
  }

  @Test
  void verifiesSnapshotsWithoutARecordAndCountsThem() throws Exception {
    // given snapshots of the chart's job, one of them damaged
    Files.delete(volume.file(info(OLD)));
    Files.delete(volume.file(info(OLDER)));
    volume.flip(OLDER, -1);

    // when
    var result = run("KEEP", "2");

    // then
    assertThat(result.errors()).contains(OLDER + " does not match").doesNotContain(OLD + " ");
    assertThat(volume.snapshots())
        .containsExactly(OLD, result.event("snapshot").path("file").asText());
  }

  @Test
  void removesNothingWhenNoSnapshotWasTaken() {
    // given
    var before = volume.names();

    // when
    var result =
        JobScript.run(
            "snapshot.sh",
            volume.environment("ENDPOINTS", "127.0.0.1:1", "KEEP", "1", "DEADLINE", "8"));

    // then
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(volume.names()).isEqualTo(before);
  }

  @Test
  void removesPartialFilesOfTheChartAndRecordsWithoutFileAfterADay() {
    // given
    volume.write("db-2025-01-06_11-24.part", "half");
    volume.write("db-2025-01-06_11-26.part", "half");
    volume.write("info-db-2025-01-01_00-00.json", "{}");
    volume.age("db-2025-01-06_11-24.part", Duration.ofHours(25));
    volume.age("db-2025-01-06_11-26.part", Duration.ofHours(23));
    volume.age("info-db-2025-01-01_00-00.json", Duration.ofHours(25));

    // when
    save("KEEP", "9");

    // then
    assertThat(volume.names())
        .contains("db-2025-01-06_11-26.part", OLDEST)
        .doesNotContain("db-2025-01-06_11-24.part", "info-db-2025-01-01_00-00.json");
  }

  private JobScript.Result run(String... pairs) {
    var environment = volume.environment(pairs);
    environment.put("ENDPOINTS", etcd.endpointList());
    var result = JobScript.run("snapshot.sh", environment);
    assertThat(result.exitCode()).as(result.errors()).isZero();
    return result;
  }

  private String save(String... pairs) {
    return run(pairs).event("snapshot").path("file").asText();
  }

  private static String info(String name) {
    return "info-" + name + ".json";
  }

  private static String name(Duration age) {
    return DateTimeFormatter.ofPattern("'db-'yyyy-MM-dd'_'HH-mm")
        .withZone(ZoneOffset.UTC)
        .format(Instant.now().minus(age));
  }
}

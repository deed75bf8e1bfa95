package greptimedb.etcd.cluster;

import static greptimedb.etcd.cluster.TestStack.succeed;
import static org.assertj.core.api.Assertions.assertThat;

import greptimedb.etcd.BesideOthers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Backups by the program on one installation: switched on, used, damaged, starved, switched off.
 */
@ExtendWith(RunningPods.class)
@BesideOthers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Order(4)
class BackupE2E {
  private static final String BACKUP =
      "backup: {enabled: true, schedule: \"0 0 1 1 *\", deadline: 60s, keep: 3, storage: {class: local, size: 1Gi},"
          + " drill: {schedule: \"0 12 1 1 *\"}}";
  private static final Pattern FILE = Pattern.compile("db-\\d{4}-\\d\\d-\\d\\d_\\d\\d-\\d\\d");

  private TestStack stack;
  private String uids;

  @BeforeAll
  void install() {
    stack = new TestStack("e2e-backup").configuredWithBlocks();
    succeed(stack.up());
    uids = stack.memberUids();
  }

  @AfterAll
  void remove() {
    stack.close();
  }

  @Test
  @Order(1)
  void switchingBackupOnRestartsNoMember() {
    // when
    succeed(stack.configuredWithBlocks(BACKUP).up());
    // then
    assertThat(stack.memberUids()).isEqualTo(uids);
    assertThat(
            succeed(
                    stack.kubectl(
                        "get",
                        "cronjobs",
                        "-o",
                        "jsonpath={range .items[*]}{.metadata.name}={.spec.schedule};{end}"))
                .output())
        .isEqualTo("etcd-restore-drill=0 12 1 1 *;etcd-snapshotter=0 0 1 1 *;");
    assertThat(
            succeed(stack.run("pulumi", "stack", "output", "backup", "--stack", "test")).output())
        .contains("\"claim\":\"etcd-backup\"", "\"cronJob\":\"etcd-snapshotter\"", "\"keep\":3");
    succeed(stack.preview("--expect-no-changes"));
  }

  @Test
  @Order(2)
  void aSnapshotIsTakenOnDemandAndListedAsVerified() {
    // given
    succeed(stack.etcdctl("put", "before", "kept"));
    // when
    var taken = succeed(stack.ops("snapshot")).output();
    // then
    assertThat(taken).containsPattern(FILE).contains("verified", "revision");
    assertThat(succeed(stack.ops("snapshots")).output())
        .containsPattern(FILE.pattern() + " .* yes\\n")
        .contains("free on the volume");
  }

  @Test
  @Order(3)
  void theJobPrintsWhatTheDocumentShows() {
    var log =
        succeed(stack.kubectl("logs", "-l", "app.kubernetes.io/component=snapshotter")).output();

    assertThat(log)
        .containsPattern("etcd-\\d.etcd-headless.e2e-backup.svc.cluster.local:2379 is healthy")
        .containsPattern("==> Snapshotting the keyspace")
        .containsPattern("Snapshot saved at /snapshots/" + FILE.pattern());
  }

  @Test
  @Order(4)
  void theDrillRestoresTheNewestSnapshot() {
    // when
    var log = drill("drill-whole", "Complete");
    // then
    assertThat(log).contains("\"event\":\"drill\"", "\"result\":\"passed\"", "\"keys\":1");
  }

  @ParameterizedTest
  @EnumSource
  @Order(5)
  void aDamagedSnapshotIsToldByTheListAndByTheDrill(SnapshotDamage damage) {
    // given
    damage.during(
        stack.backupFolder().resolve(newest()),
        () -> {
          // when
          var listed = stack.ops("snapshots");
          var log =
              drill("drill-" + damage.name().toLowerCase(Locale.ROOT).replace("_", "-"), "Failed");
          // then
          assertThat(listed.exitCode()).isEqualTo(1);
          assertThat(listed.output()).containsPattern(FILE.pattern() + " .* NO: ");
          assertThat(log).contains("\"result\":\"failed\"").doesNotContain("\"result\":\"passed\"");
        });
  }

  @Test
  @Order(6)
  void aSnapshotterThatIsKilledWhileItSavesLeavesNothingThatCounts() throws IOException {
    // given
    fill();
    var job = List.of("create", "job", "killed", "--from=cronjob/etcd-snapshotter");
    succeed(stack.kubectl(job.toArray(String[]::new)));
    Command.awaitUntil("the save begins", Duration.ofMinutes(1), () -> files("saving-*") > 0);
    // when
    PodProcesses.kill(stack.namespace(), "killed-");
    // then
    succeed(stack.kubectl("wait", "job/killed", "--for=condition=Failed", "--timeout=60s"));
    assertThat(files("saving-*")).isPositive();
    var listed = stack.ops("snapshots").output();
    assertThat(FILE.matcher(listed).results().count()).isEqualTo(files("db-*"));
    // when: it can no longer be of a run that goes on
    age(stack.backupFolder(), "saving-*", Duration.ofDays(2));
    // then
    assertThat(succeed(stack.ops("snapshot")).output()).containsPattern(FILE);
    assertThat(files("saving-*")).isZero();
  }

  @Test
  @Order(7)
  void oneMemberDownKeepsNoSnapshotFromBeingTakenTwoDo() {
    // given
    scale(2);
    // when, then
    succeed(stack.ops("snapshot"));
    // given
    scale(1);
    // when
    var failed = stack.ops("snapshot");
    // then
    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.output()).contains("no member can be read from");
    scale(3);
  }

  @Test
  @Order(8)
  void allMembersDeletedAtOnceLoseNothing() {
    // given
    succeed(stack.etcdctl("put", "after", "kept as well"));
    // when
    succeed(
        stack.kubectl("delete", "pods", "-l", "app.kubernetes.io/component=etcd", "--wait=true"));
    Command.awaitUntil("three members", Duration.ofMinutes(2), () -> stack.readyMembers() == 3);
    // then
    assertThat(stack.etcdctl("get", "after", "--print-value-only").output().trim())
        .isEqualTo("kept as well");
    assertThat(stack.etcdctl("get", "before", "--print-value-only").output().trim())
        .isEqualTo("kept");
  }

  @Test
  @Order(9)
  void switchingBackupOffKeepsTheSnapshotsAndOnAgainFindsThem() {
    // given
    var before = files("db-*");
    var members = stack.memberUids();
    // when
    succeed(stack.configuredWithBlocks().up());
    // then
    assertThat(stack.memberUids()).isEqualTo(members);
    assertThat(succeed(stack.kubectl("get", "cronjobs", "-o", "name")).output()).isBlank();
    assertThat(files("db-*")).isEqualTo(before).isPositive();
    // when
    succeed(stack.configuredWithBlocks(BACKUP).up());
    // then
    assertThat(FILE.matcher(stack.ops("snapshots").output()).results().count()).isEqualTo(before);
  }

  @Test
  @Order(10)
  void destroyKeepsTheSnapshotsAsWell() {
    // given
    var folder = stack.backupFolder();
    var before = files(folder, "db-*");
    // when
    succeed(stack.destroy());
    // then
    assertThat(succeed(stack.kubectl("get", "statefulsets", "-o", "name")).output()).isBlank();
    assertThat(stack.backupFolder()).isEqualTo(folder);
    assertThat(files(folder, "db-*")).isEqualTo(before).isPositive();
  }

  private String drill(String name, String condition) {
    succeed(stack.kubectl("create", "job", name, "--from=cronjob/etcd-restore-drill"));
    succeed(stack.kubectl("wait", "job/" + name, "--for=condition=" + condition, "--timeout=120s"));
    return succeed(stack.kubectl("logs", "job/" + name)).output();
  }

  /** Some 80 MB, so that a save takes a moment. */
  private void fill() {
    succeed(
        stack.bash(
            "head -c 900000 /dev/urandom | base64 -w 0 > /tmp/v; for i in $(seq 70); do etcdctl put fill-$i < /tmp/v > /dev/null; done"));
  }

  private void scale(int members) {
    succeed(stack.kubectl("scale", "statefulset/etcd", "--replicas=" + members));
    Command.awaitUntil(
        members + " members run",
        Duration.ofMinutes(2),
        () ->
            stack
                    .kubectl("get", "pods", "-l", "app.kubernetes.io/component=etcd", "-o", "name")
                    .output()
                    .lines()
                    .count()
                == members);
    if (members > 1) {
      Command.awaitUntil(
          "they are ready", Duration.ofMinutes(2), () -> stack.readyMembers() == members);
    }
  }

  private String newest() {
    var files = stack.backupFolder().toFile().list((folder, name) -> FILE.matcher(name).matches());
    return List.of(files).stream().sorted().reduce((earlier, later) -> later).orElseThrow();
  }

  private long files(String pattern) {
    return files(stack.backupFolder(), pattern);
  }

  private static long files(Path folder, String pattern) {
    try (var found = Files.newDirectoryStream(folder, pattern)) {
      var count = 0;
      for (var file : found) {
        count += Files.isRegularFile(file) ? 1 : 0;
      }
      return count;
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  private static void age(Path folder, String pattern, Duration by) throws IOException {
    try (var found = Files.newDirectoryStream(folder, pattern)) {
      for (var file : found) {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(by)));
      }
    }
  }
}

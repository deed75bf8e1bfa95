package greptimedb.etcd.cluster;

import static greptimedb.etcd.cluster.TestStack.SMALL;
import static greptimedb.etcd.cluster.TestStack.succeed;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ops restore} with a writer that notices every number that is lost or written twice. */
@ExtendWith(RunningPods.class)
class RestoreTrial {
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static int runs;
  private TestStack stack;
  private GreptimeStandIn greptime;

  @BeforeEach
  void install() {
    runs++;
    // A namespace that was just deleted cannot be made again at once.
    stack = new TestStack("e2e-restore-" + ProcessHandle.current().pid() + "-" + runs);
    configured();
    succeed(stack.up());
    greptime = new GreptimeStandIn(stack);
    configured(greptime.block());
    succeed(stack.up());
  }

  private void configured(String... more) {
    var file = new StringBuilder("config:\n");
    file.append(
        "  greptimedb-etcd:cluster: {namespace: %s, chart: {reference: \"%s\"}, image: {registry: \"localhost:15000\"}, %s}\n"
            .formatted(
                stack.namespace(), TestStack.chart(), SMALL.replace("cpu: 50m", "cpu: 20m")));
    file.append(
        "  # snapshots of a test are taken by hand\n  greptimedb-etcd:backup: {enabled: true, schedule: \"0 0 1 1 *\", storage: {class: local, size: 1Gi}}\n");
    for (var block : more) {
      file.append("  ").append(block).append('\n');
    }
    stack.configuredWith(file.toString());
  }

  @AfterEach
  void remove() {
    if (greptime != null) {
      greptime.close();
    }
    stack.close();
  }

  @Test
  void theLatestLosesNothingAndASecondRestoreGoesBackToTheFirstName() {
    // given
    greptime.awaitNumbersAfter(50);
    // when
    var restore = succeed(stack.ops("restore", "--snapshot", "latest", "--yes"));
    // then
    System.out.println(restore.output());
    assertMovedTo("etcd-recover");
    assertThat(restore.output()).contains("RTO", "nothing that Metasrv wrote is lost");
    assertNothingLostOrDoubled("etcd", "etcd-recover");
    assertThat(stack.preview("--expect-no-changes").exitCode())
        .as("plain `pulumi up` agrees")
        .isZero();
    // when
    succeed(stack.ops("retire", "etcd", "--delete-data", "--yes"));
    var back = succeed(stack.ops("restore", "--snapshot", "latest", "--yes"));
    // then
    System.out.println(back.output());
    assertMovedTo("etcd");
    assertNothingLostOrDoubled("etcd-recover", "etcd");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"FENCE", "FINAL_SNAPSHOT", "PREPARE", "RECOVER", "VERIFY", "CUT_OVER", "UNFENCE"})
  void killedAfterAStepAndResumedItEndsInTheSameState(String step) {
    // given
    killAfter(step);
    // when
    var resumed = succeed(stack.ops("restore", "--resume", "--yes"));
    // then
    System.out.println(resumed.output());
    assertMovedTo("etcd-recover");
    assertNothingLostOrDoubled("etcd", "etcd-recover");
  }

  @ParameterizedTest
  @ValueSource(strings = {"FENCE", "PREPARE", "VERIFY", "CUT_OVER"})
  void killedAfterAStepAndRolledBackItEndsInTheOldState(String step) {
    // given
    killAfter(step);
    // when
    var back = succeed(stack.ops("restore", "--rollback", "--yes"));
    // then
    System.out.println(back.output());
    assertMovedTo("etcd");
    assertThat(greptime.keysIn("etcd")).containsAll(greptime.numbers());
    assertThat(stack.kubectl("get", "statefulset,pvc", "-o", "name").output())
        .doesNotContain("etcd-recover");
    assertThat(stack.preview("--expect-no-changes").exitCode()).isZero();
  }

  @Test
  void whatCannotBeRestoredIsRefusedWithoutAnyFence() {
    // given
    greptime.awaitNumbersAfter(10);
    // when
    var missing = stack.ops("restore", "--snapshot", "db-2020-01-01_00-00", "--yes");
    // then
    assertThat(missing.exitCode()).as(missing.output()).isEqualTo(3);
    assertThat(missing.output()).contains("refused: snapshot db-2020-01-01_00-00: does not exist");
    // when
    succeed(stack.ops("snapshot"));
    var file = newestSnapshot();
    onVolume("printf x | dd of=/snapshots/%s bs=1 seek=8192 conv=notrunc".formatted(file));
    var flipped = stack.ops("restore", "--snapshot", file, "--yes");
    // then
    assertThat(flipped.exitCode()).as(flipped.output()).isEqualTo(3);
    assertThat(flipped.output()).contains("does not match its SHA-256");
    assertThat(greptime.says(".spec.meta.replicas")).isEqualTo("1");
    assertThat(stack.kubectl("get", "statefulset", "-o", "name").output())
        .doesNotContain("etcd-recover");
    // when
    succeed(
        stack.kubectl(
            "patch",
            "greptimedbcluster",
            GreptimeStandIn.NAME,
            "--type=merge",
            "-p",
            "{\"spec\":{\"meta\":{\"config\":\"store_addrs = [\\\"elsewhere:2379\\\"]\"}}}"));
    var overruled = stack.ops("restore", "--snapshot", "latest", "--yes");
    // then
    assertThat(overruled.exitCode()).as(overruled.output()).isEqualTo(3);
    assertThat(overruled.output()).contains("store_addrs");
  }

  @Test
  void aPodHeldByAFinalizerIsWaitedForAndNothingIsCutOver() {
    // given
    succeed(metasrvPods("{\"metadata\":{\"finalizers\":[\"example.com/hold\"]}}"));
    var restore = stack.startOps("restore", "--snapshot", "latest", "--yes");
    // when
    Command.awaitUntil(
        "it says why it waits",
        LIMIT,
        () -> restore.text().contains("held by the finalizer example.com/hold"));
    // then
    assertThat(restore.isAlive()).isTrue();
    assertThat(endpoints()).contains("etcd." + stack.namespace());
    assertThat(stack.kubectl("get", "statefulset", "-o", "name").output())
        .doesNotContain("etcd-recover");
    var second = stack.ops("restore", "--snapshot", "latest", "--yes");
    assertThat(second.exitCode()).as(second.output()).isEqualTo(3);
    assertThat(second.output()).contains("another restore is at work: pid");
    // when
    succeed(metasrvPods("{\"metadata\":{\"finalizers\":null}}"));
    // then
    succeed(restore.await());
    assertMovedTo("etcd-recover");
    assertNothingLostOrDoubled("etcd", "etcd-recover");
  }

  private Command.Result metasrvPods(String patch) {
    var pod =
        stack
            .kubectl("get", "pods", "-l", "app.greptime.io/component=greptimedb-meta", "-o", "name")
            .output()
            .strip();
    return stack.kubectl("patch", pod, "--type=merge", "-p", patch);
  }

  private void killAfter(String step) {
    greptime.awaitNumbersAfter(20);
    var restore = stack.startOps("restore", "--snapshot", "latest", "--yes");
    Command.awaitUntil(
        step + " is done; " + restore.text(),
        LIMIT,
        () -> progress().contains("\"step\" : \"" + step + "\""));
    assertThat(restore.isAlive()).as(restore.text()).isTrue();
    restore.kill();
  }

  private String progress() {
    return stack
        .kubectl("get", "configmap", "etcd-restore", "-o", "jsonpath={.data.progress\\.json}")
        .output();
  }

  private void assertMovedTo(String release) {
    assertThat(endpoints())
        .isEqualTo("%s.%s.svc.cluster.local:2379".formatted(release, stack.namespace()));
    assertThat(greptime.says(".spec.meta.replicas")).isEqualTo("1");
    assertThat(greptime.admin("/admin/maintenance/status")).contains("\"enabled\":false");
    assertThat(greptime.admin("/admin/procedure-manager/status")).contains("running");
    // It is not only up, it writes again.
    greptime.awaitNumbersAfter(greptime.numbers().size());
  }

  private String endpoints() {
    return greptime.says(".spec.meta.backendStorage.etcd.endpoints[0]");
  }

  /** Every acknowledged number is in the new cluster once; the old one has none that it lacks. */
  private void assertNothingLostOrDoubled(String old, String present) {
    var acknowledged = greptime.numbers();
    var there = greptime.keysIn(present);
    assertThat(there).doesNotHaveDuplicates().containsAll(acknowledged);
    assertThat(there)
        .as("no number was written to two clusters, or to the old one later")
        .containsAll(greptime.keysIn(old));
  }

  private String newestSnapshot() {
    return succeed(stack.ops("snapshots"))
        .output()
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith("db-"))
        .map(line -> line.split("\\s+", 2)[0])
        .findFirst()
        .orElseThrow();
  }

  /** Runs a line of bash in a pod that has the backup volume. */
  private void onVolume(String line) {
    var overrides =
        """
        {"spec":{"containers":[{"name":"volume","image":"localhost:15000/bitnami/etcd:3.5.21-debian-12-r5",
        "command":["/bin/bash","-c",%s],"securityContext":{"runAsUser":1001},
        "volumeMounts":[{"name":"v","mountPath":"/snapshots"}]}],
        "volumes":[{"name":"v","persistentVolumeClaim":{"claimName":"etcd-backup"}}]}}"""
            .formatted("\"" + line + "\"");
    succeed(
        stack.kubectl(
            "run",
            "volume",
            "--image=localhost:15000/bitnami/etcd:3.5.21-debian-12-r5",
            "--restart=Never",
            "--overrides=" + overrides));
    succeed(
        stack.kubectl(
            "wait", "pod/volume", "--for=jsonpath={.status.phase}=Succeeded", "--timeout=120s"));
    succeed(stack.kubectl("delete", "pod", "volume", "--now"));
  }
}

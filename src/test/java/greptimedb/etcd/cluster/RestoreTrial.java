package greptimedb.etcd.cluster;

import static greptimedb.etcd.cluster.TestStack.succeed;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * {@code ops restore} on one installation with the real GreptimeDB operator: refused, rolled back,
 * done, done again with everything going wrong. The operator looks at all namespaces, and its
 * definitions belong to the whole cluster: no other test may use them at the same time.
 */
@ExtendWith(RunningPods.class)
@ResourceLock("greptimedbclusters.greptime.io")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RestoreTrial {
  private static final int KEYS = 100_000;
  private static final Duration LIMIT = RestoreStack.LIMIT;
  private static final Duration AWAY = Duration.ofSeconds(30);
  private static final Pattern RTO = Pattern.compile("RTO +([0-9.]+) s");
  private static final Map<String, String> WITHOUT_ETCD =
      Map.of(
          "mysql",
          "{backendStorage: {mysql: {host: db, port: 3306, credentialsSecretName: db}}}",
          "postgresql",
          "{backendStorage: {postgresql: {host: db, port: 5432, credentialsSecretName: db}}}",
          "store_addrs",
          "{backendStorage: {etcd: {endpoints: ['a:1']}}, config: 'store_addrs = [\"b:1\"]'}");

  private RestoreStack restored;
  private TestStack stack;
  private GreptimeStandIn greptime;
  private ApiServerProxy proxy;

  @BeforeAll
  void install() {
    restored = new RestoreStack("e2e-restore");
    stack = restored.stack();
    greptime = restored.greptime();
    proxy = new ApiServerProxy();
    BulkKeys.write(memberAddress(), KEYS);
  }

  @AfterAll
  void remove() {
    if (restored != null) {
      proxy.close();
      restored.close();
    }
  }

  @Test
  @Order(1)
  void aSnapshotThatCannotBeRestoredIsRefusedBeforeAnyFence() throws IOException {
    // given
    succeed(stack.ops("snapshot"));
    var good = newestSnapshot();
    var folder = stack.backupFolder();
    var flipped = copy(folder, good, "db-2020-01-01_00-01");
    try (var file = new RandomAccessFile(flipped.toFile(), "rw")) {
      file.seek(file.length() / 2);
      var one = file.read();
      file.seek(file.length() / 2);
      file.write(one ^ 1);
    }
    var truncated = copy(folder, good, "db-2020-01-01_00-02");
    try (var file = new RandomAccessFile(truncated.toFile(), "rw")) {
      file.setLength(file.length() - 4096);
    }
    var before = untouched();
    // then
    assertRefused("db-2020-01-01_00-00", "does not exist");
    assertRefused("db-2020-01-01_00-01", "SHA-256");
    assertRefused("db-2020-01-01_00-02", "SHA-256");
    restored.configuredFor("8Mi", GreptimeStandIn.NAME);
    assertRefused(good, "more than cluster.quota (8Mi)");
    assertRefused("latest", "more than cluster.quota (8Mi)");
    // then
    assertThat(untouched()).isEqualTo(before);
    Files.delete(flipped);
    Files.delete(truncated);
  }

  @Test
  @Order(2)
  void aGreptimeThatNoEndpointMovesIsRefused() {
    // given
    var before = untouched();
    for (var meta : WITHOUT_ETCD.entrySet()) {
      var name = meta.getKey().replace('_', '-');
      greptime.apply(
          "{apiVersion: greptime.io/v1alpha1, kind: GreptimeDBCluster, metadata: {name: %s, namespace: %s}, spec: {base: {main: {image: none}}, meta: %s}}"
              .formatted(name, stack.namespace(), withoutReplicas(meta.getValue())));
      restored.configuredFor("128Mi", name);
      // then
      assertRefused("latest", meta.getKey());
      succeed(stack.kubectl("delete", "greptimedbcluster", name, "--timeout=60s"));
    }
    assertThat(untouched()).isEqualTo(before);
    restored.configuredFor("128Mi", GreptimeStandIn.NAME);
  }

  @Test
  @Order(3)
  void anOlderSnapshotRaisesTableIdsAndRolledBackEverythingIsAsBefore() {
    // given: tables that were made after the snapshot
    var members = stack.memberUids();
    var older = newestSnapshot();
    succeed(stack.etcdctl("put", "db/__sequence/table_id", "2048"));
    // when
    var restore = succeed(restored.restore("--snapshot", older));
    // then
    System.out.println(restore.output());
    assertThat(restored.endpoint()).startsWith("etcd-recover.");
    assertThat(greptime.admin("/admin/sequence/table/next-id")).contains("2048");
    assertThat(greptime.admin("/admin/maintenance/status")).contains("\"enabled\":true");
    assertThat(greptime.admin("/admin/recovery/status")).contains("\"enabled\":true");
    assertThat(greptime.admin("/admin/procedure-manager/status")).contains("paused");
    assertThat(restore.output())
        .contains("ALL WRITES OF THE LAST", "next table id 1024 -> 2048")
        .contains("ADMIN reconcile_catalog()");
    // when
    var back = succeed(restored.restore("--rollback"));
    // then
    System.out.println(back.output());
    restored.assertUses("etcd");
    restored.assertHas("etcd", greptime.numbers());
    assertThat(back.output()).contains("Metasrv has written to etcd-recover");
    assertThat(restored.names("statefulset,pvc"))
        .doesNotContain("statefulset.apps/etcd-recover")
        .contains("data-etcd-recover-0");
    assertThat(stack.memberUids()).as("etcd was never touched").isEqualTo(members);
    succeed(stack.preview("--expect-no-changes"));
    succeed(stack.ops("retire", "etcd-recover", "--delete-data", "--yes"));
    assertThat(restored.names("pvc")).doesNotContain("etcd-recover");
  }

  @Test
  @Order(4)
  void theLatestLosesNothing() {
    // when
    var restore = succeed(restored.restore("--snapshot", "latest"));
    // then
    System.out.println(restore.output());
    var etcdctl = secondsOfEtcdctl();
    System.out.printf(
        "RTO %s s with %d keys; etcdctl's own restore %.2f s, so the goal is %.1f s%n",
        rto(restore.output()), KEYS, etcdctl, 30 + 2 * etcdctl);
    restored.assertUses("etcd-recover");
    restored.assertNothingLostOrDoubled("etcd", "etcd-recover");
    assertThat(bulkKeysIn("etcd-recover")).isEqualTo(KEYS);
    assertThat(restore.output()).contains("nothing that Metasrv wrote is lost");
    assertThat(restored.restore("--resume").output()).contains("has ended");
    succeed(stack.preview("--expect-no-changes"));
  }

  @Test
  @Order(5)
  void aRestoredReleaseNeverGoesBackToTheSnapshot() {
    // given: numbers that the snapshot does not have
    var numbers = greptime.numbers();
    // when
    succeed(
        stack.kubectl(
            "delete", "pods", "--wait=false", "-l", "app.kubernetes.io/instance=etcd-recover"));
    greptime.awaitNumbersAfter(numbers.size() + 100);
    // then
    restored.assertHas("etcd-recover", numbers);
    // when
    numbers = new TreeSet<>(greptime.numbers());
    var uid = uid("etcd-recover-1");
    succeed(stack.kubectl("delete", "pvc", "data-etcd-recover-1", "--wait=false"));
    succeed(stack.kubectl("delete", "pod", "etcd-recover-1", "--wait=false"));
    Command.awaitUntil(
        "the member is back with another volume",
        LIMIT,
        () -> !uid("etcd-recover-1").equals(uid) && isReady("etcd-recover-1"));
    // then: asked of that member alone
    assertThat(greptime.keysIn("etcd-recover", 1)).containsAll(numbers);
  }

  @Test
  @Order(6)
  void killedAfterEachStepWithAllElseGoingWrongItEndsOnTheFirstNameAgain() {
    // given
    succeed(stack.ops("retire", "etcd", "--delete-data", "--yes"));
    assertThat(restored.restore("--rollback").output())
        .as("there is nothing to go back to")
        .contains("was retired");
    // when: a Metasrv pod that does not go
    succeed(metasrvPods("{\"metadata\":{\"finalizers\":[\"example.com/hold\"]}}"));
    var restore = restored.start(Map.of(), "--snapshot", "latest");
    awaitText(restore, "held by the finalizer example.com/hold");
    // then
    assertThat(restored.endpoint()).contains("etcd-recover.");
    assertThat(restored.restore("--snapshot", "latest").output())
        .contains("another restore is at work: pid");
    assertThat(restored.names("statefulset")).doesNotContain("statefulset.apps/etcd\n");
    // when
    restore.kill();
    succeed(metasrvPods("{\"metadata\":{\"finalizers\":null}}"));
    var story = new StringBuilder(restore.text());
    killAfter(story, "FENCE");
    killAfter(story, "FINAL_SNAPSHOT");
    // when: the API server is away while it prepares
    restore =
        restored.start(
            Map.of("TARGET", "current", "KUBECONFIG", proxy.kubeconfig().toString()), "--resume");
    awaitText(restore, "stack file: greptimedb-etcd:restore.snapshot");
    proxy.cut();
    var cut = System.nanoTime();
    awaitText(restore, "the API server does not answer");
    Command.awaitUntil("30 s are over", LIMIT, () -> System.nanoTime() - cut > AWAY.toNanos());
    assertThat(restore.isAlive()).as(restore.text()).isTrue();
    proxy.mend();
    kill(story, restore, "PREPARE");
    // when: a member is killed while it restores
    restore = restored.start(Map.of(), "--resume");
    Command.awaitUntil("the member is there", LIMIT, () -> !uid("etcd-1").isEmpty());
    succeed(stack.kubectl("delete", "pod", "etcd-1", "--grace-period=0", "--force"));
    kill(story, restore, "RECOVER");
    killAfter(story, "VERIFY");
    killAfter(story, "CUT_OVER");
    killAfter(story, "UNFENCE");
    killAfter(story, "SETTLE");
    var end = succeed(restored.restore("--resume"));
    // then
    System.out.println(story + end.output());
    restored.assertUses("etcd");
    restored.assertNothingLostOrDoubled("etcd-recover", "etcd");
    assertThat(bulkKeysIn("etcd")).isEqualTo(KEYS);
    succeed(stack.preview("--expect-no-changes"));
  }

  private void killAfter(StringBuilder story, String step) {
    kill(story, restored.start(Map.of(), "--resume"), step);
  }

  private void kill(StringBuilder story, Command restore, String step) {
    restored.awaitStep(restore, step);
    restore.kill();
    story.append(restore.text()).append("killed after ").append(step).append('\n');
  }

  private void assertRefused(String snapshot, String reason) {
    var restore = restored.restore("--snapshot", snapshot);
    assertThat(restore.exitCode()).as(restore.output()).isEqualTo(3);
    assertThat(restore.output()).contains("refused: ").contains(reason).doesNotContain("\tat ");
  }

  private static String withoutReplicas(String meta) {
    return meta.replaceFirst("^\\{", "{replicas: 0, ");
  }

  /** What a refused restore must leave as it was. */
  private String untouched() {
    return String.join(
        "\n",
        stack.memberUids(),
        restored.names("statefulset,configmap"),
        greptime.says(".spec.meta"),
        metasrvPod());
  }

  private static Path copy(Path folder, String from, String to) throws IOException {
    return Files.copy(folder.resolve(from), folder.resolve(to), StandardCopyOption.COPY_ATTRIBUTES);
  }

  private void awaitText(Command restore, String text) {
    Command.awaitUntil(
        "it says: " + text, LIMIT, () -> restore.text().contains(text) || !restore.isAlive());
    assertThat(restore.text()).contains(text);
    assertThat(restore.isAlive()).isTrue();
  }

  private String metasrvPod() {
    return stack
        .kubectl("get", "pods", "-l", "app.greptime.io/component=greptimedb-meta", "-o", "name")
        .output()
        .strip();
  }

  private Command.Result metasrvPods(String patch) {
    return stack.kubectl("patch", metasrvPod(), "--type=merge", "-p", patch);
  }

  private String uid(String pod) {
    return stack
        .kubectl("get", "pod", pod, "--ignore-not-found", "-o", "jsonpath={.metadata.uid}")
        .output();
  }

  private boolean isReady(String pod) {
    return stack
        .kubectl(
            "get", "pod", pod, "-o", "jsonpath={.status.conditions[?(@.type==\"Ready\")].status}")
        .output()
        .equals("True");
  }

  private String memberAddress() {
    return succeed(stack.kubectl("get", "pod", "etcd-0", "-o", "jsonpath={.status.podIP}")).output()
        + ":2379";
  }

  private int bulkKeysIn(String release) {
    var count =
        succeed(
            stack.kubectl(
                "exec",
                release + "-0",
                "--",
                "etcdctl",
                "get",
                BulkKeys.PREFIX,
                "--prefix",
                "--count-only",
                "-w",
                "fields"));
    return count
        .output()
        .lines()
        .filter(line -> line.startsWith("\"Count\""))
        .mapToInt(line -> Integer.parseInt(line.replaceAll("\\D", "")))
        .sum();
  }

  private static String rto(String output) {
    var found = RTO.matcher(output);
    assertThat(found.find()).as(output).isTrue();
    return found.group(1);
  }

  /** What the restore itself takes with etcd's tool alone, of the newest snapshot. */
  private double secondsOfEtcdctl() {
    var target = stack.folder().resolve("restored-by-hand");
    var begin = System.nanoTime();
    succeed(
        stack.run(
            "etcdutl",
            "snapshot",
            "restore",
            stack.backupFolder().resolve(newestSnapshot()).toString(),
            "--data-dir",
            target.toString()));
    return (System.nanoTime() - begin) / 1e9;
  }

  private String newestSnapshot() {
    return succeed(stack.ops("snapshots"))
        .output()
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith("db-"))
        .map(line -> line.split("\\s+", 2)[0])
        .max(String::compareTo)
        .orElseThrow();
  }
}

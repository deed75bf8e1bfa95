package greptimedb.etcd.cluster;

import static greptimedb.etcd.cluster.TestStack.succeed;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
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
 * {@code ops restore} on one installation with the real GreptimeDB operator: refused, and done. The
 * operator looks at all namespaces, and its definitions belong to the whole cluster: no other test
 * may use them at the same time.
 */
@ExtendWith(RunningPods.class)
@ResourceLock("greptimedbclusters.greptime.io")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Order(1)
class RestoreE2E {
  private static final int KEYS = 100_000;
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

  @BeforeAll
  void install() {
    restored = new RestoreStack("e2e-restore");
    stack = restored.stack();
    greptime = restored.greptime();
    BulkKeys.write(restored.member("etcd-0").address(), KEYS);
  }

  @AfterAll
  void remove() {
    if (restored != null) {
      restored.close();
    }
  }

  @Test
  @Order(1)
  void aSnapshotThatCannotBeRestoredIsRefusedBeforeAnyFence() throws IOException {
    // given
    succeed(stack.ops("snapshot"));
    var good = restored.newestSnapshot();
    var file = stack.backupFolder().resolve(good);
    var flipped = SnapshotDamage.FLIPPED_BYTE.copy(file, "db-2020-01-01_00-01");
    var truncated = SnapshotDamage.TRUNCATED.copy(file, "db-2020-01-01_00-02");
    var empty = SnapshotDamage.EMPTY.copy(file, "db-2020-01-01_00-03");
    var before = untouched();
    // then
    assertRefused("db-2020-01-01_00-00", "does not exist");
    assertRefused("db-2020-01-01_00-01", "SHA-256");
    assertRefused("db-2020-01-01_00-02", "SHA-256");
    assertRefused("db-2020-01-01_00-03", "is empty");
    restored.configuredFor("8Mi", GreptimeStandIn.NAME);
    assertRefused(good, "more than cluster.quota (8Mi)");
    assertRefused("latest", "more than cluster.quota (8Mi)");
    // then
    assertThat(untouched()).isEqualTo(before);
    Files.delete(flipped);
    Files.delete(truncated);
    Files.delete(empty);
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
    assertThat(bulkKeysIn("etcd-recover-0")).isEqualTo(KEYS);
    assertThat(restore.output()).contains("nothing that Metasrv wrote is lost");
    assertThat(restored.restore("--resume").output()).contains("has ended");
    succeed(stack.preview("--expect-no-changes"));
  }

  @Test
  @Order(4)
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
    restored.member("etcd-recover-1").loseVolume();
    // then: asked of that member alone
    assertThat(greptime.keysIn("etcd-recover", 1)).containsAll(numbers);
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
        restored.metasrvPod());
  }

  private int bulkKeysIn(String pod) {
    return restored.member(pod).keys(BulkKeys.PREFIX);
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
            stack.backupFolder().resolve(restored.newestSnapshot()).toString(),
            "--data-dir",
            target.toString()));
    return (System.nanoTime() - begin) / 1e9;
  }
}

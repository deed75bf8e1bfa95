package greptimedb.etcd.cluster;

import static greptimedb.etcd.cluster.TestStack.succeed;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
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
 * {@code ops restore} with everything going wrong: another process beside it, a Metasrv pod that
 * stays, kills after each step, an API server that is away, a member that is killed. Before that,
 * an older snapshot, rolled back.
 */
@ExtendWith(RunningPods.class)
@ResourceLock("greptimedbclusters.greptime.io")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TroubledRestoreSoak {
  private static final int KEYS = 10_000;
  private static final Duration LIMIT = RestoreStack.LIMIT;
  private static final Duration AWAY = Duration.ofSeconds(30);

  private RestoreStack restored;
  private TestStack stack;
  private GreptimeStandIn greptime;
  private ApiServerProxy proxy;

  @BeforeAll
  void install() {
    restored = new RestoreStack("soak-troubled-restore");
    stack = restored.stack();
    greptime = restored.greptime();
    proxy = new ApiServerProxy();
    BulkKeys.write(restored.member("etcd-0").address(), KEYS);
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
  void anOlderSnapshotRaisesTableIdsAndRolledBackEverythingIsAsBefore() {
    // given: tables that were made after the snapshot
    succeed(stack.ops("snapshot"));
    var members = stack.memberUids();
    var older = restored.newestSnapshot();
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
  @Order(2)
  void killedAfterEachStepWithAllElseGoingWrongItEndsOnTheFirstNameAgain() {
    // given: the first name is free again
    succeed(restored.restore("--snapshot", "latest"));
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
    PodProcesses.killWhile(stack.namespace(), "etcd-1", "snapshot restore");
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
    assertThat(restored.member("etcd-0").keys(BulkKeys.PREFIX)).isEqualTo(KEYS);
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

  private void awaitText(Command restore, String text) {
    Command.awaitUntil(
        "it says: " + text, LIMIT, () -> restore.text().contains(text) || !restore.isAlive());
    assertThat(restore.text()).contains(text);
    assertThat(restore.isAlive()).isTrue();
  }

  private Command.Result metasrvPods(String patch) {
    return stack.kubectl("patch", restored.metasrvPod(), "--type=merge", "-p", patch);
  }
}

package greptimedb.etcd.ops.repair;

import static org.assertj.core.api.Assertions.assertThat;

import greptimedb.etcd.ops.cluster.Cluster;
import greptimedb.etcd.ops.cluster.HelmRecord;
import greptimedb.etcd.ops.stack.StackState;
import greptimedb.etcd.ops.stack.Target;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseRepairTest {
  private static final String OLD =
      object("v1", "Service", "etcd", "") + object("apps/v1", "StatefulSet", "etcd", "");

  @Test
  void aPendingUpgradeIsTakenBackAndItsRecordDroppedLast() {
    var added = object("v1", "ConfigMap", "new", "") + object("v1", "ConfigMap", "asked", "keep");

    var cluster = repair(OLD, OLD + added, Set.of("etcd"));

    assertThat(cluster.calls)
        .containsExactly(
            "patch Service etcd",
            "create Service etcd of etcd",
            "patch StatefulSet etcd",
            "create StatefulSet etcd of etcd",
            "delete ConfigMap new",
            "forget sh.helm.release.v1.etcd.v2",
            "delete Job etcd-pre-upgrade");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "v1/PersistentVolumeClaim",
        "v1/PersistentVolume",
        "v1/Secret",
        "v1/Namespace",
        "snapshot.storage.k8s.io/v1/VolumeSnapshot",
        "snapshot.storage.k8s.io/v1/VolumeSnapshotContent"
      })
  void nothingThatHoldsDataIsEverDeleted(String type) {
    var slash = type.lastIndexOf('/');
    var data = object(type.substring(0, slash), type.substring(slash + 1), "data", "");

    var cluster = repair(OLD, OLD + data, Set.of());

    assertThat(cluster.calls).contains("forget sh.helm.release.v1.etcd.v2");
    assertThat(cluster.calls).noneMatch(call -> call.endsWith(" data"));
  }

  @Test
  void aSetThatWouldTakeItsClaimsAlongIsKept() {
    var set = object("apps/v1", "StatefulSet", "data", "") + policy("whenDeleted", 1);

    assertThat(repair(OLD, OLD + set, Set.of()).calls).noneMatch(call -> call.endsWith(" data"));
  }

  @Test
  void goingBackToFewerReplicasIsRefusedWhereThatDeletesClaims() {
    var three = object("apps/v1", "StatefulSet", "etcd", "") + policy("whenScaled", 3);
    var five = object("apps/v1", "StatefulSet", "etcd", "") + policy("whenScaled", 5);

    assertThat(Step.any(steps(cluster(three, five, Set.of())), Finding.Kind.REFUSED)).isTrue();
    assertThat(Step.any(steps(cluster(five, three, Set.of())), Finding.Kind.REFUSED)).isFalse();
  }

  private static RecordingCluster repair(String deployed, String pending, Set<String> missing) {
    var cluster = cluster(deployed, pending, missing);
    steps(cluster).forEach(step -> step.action().accept(line -> {}));
    return cluster;
  }

  private static List<Step> steps(Cluster cluster) {
    var target = new Target("n", List.of("etcd", "etcd-recover"));
    return new ReleaseRepair(cluster, target, new StackState(List.of())).steps();
  }

  private static RecordingCluster cluster(String deployed, String pending, Set<String> missing) {
    return new RecordingCluster(
        List.of(
            new HelmRecord("etcd", 1, "deployed", "sh.helm.release.v1.etcd.v1", deployed),
            new HelmRecord("etcd", 2, "pending-upgrade", "sh.helm.release.v1.etcd.v2", pending)),
        missing);
  }

  private static String object(String apiVersion, String kind, String name, String policy) {
    return """
    ---
    apiVersion: %s
    kind: %s
    metadata: {name: %s, annotations: {helm.sh/resource-policy: "%s"}}
    """
        .formatted(apiVersion, kind, name, policy);
  }

  private static String policy(String when, int replicas) {
    return "spec: {replicas: %d, persistentVolumeClaimRetentionPolicy: {%s: Delete}}\n"
        .formatted(replicas, when);
  }
}

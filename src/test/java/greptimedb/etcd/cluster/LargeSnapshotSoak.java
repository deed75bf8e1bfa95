package greptimedb.etcd.cluster;

import static greptimedb.etcd.cluster.TestStack.succeed;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A database of 1 GiB passes through the snapshotter's pod, whose limit is half of that, and
 * through a drill (docs/performance.md).
 */
@ExtendWith(RunningPods.class)
class LargeSnapshotSoak {
  private static final int MEBIBYTES = 1024;
  private static final String CLUSTER =
      "storage: {size: 4Gi}, resources: {cpu: 200m, memory: 3Gi}, quota: 1536Mi";
  private static final String BACKUP =
      "backup: {enabled: true, schedule: \"0 0 1 1 *\", deadline: 10m, storage: {class: local, size: 5Gi}, drill: {schedule: \"0 12 1 1 *\"}}";

  @Test
  void aDatabaseLargerThanThePodsMemoryIsSavedVerifiedAndRestored() {
    try (var stack = new TestStack("soak-large-snapshot")) {
      // given
      succeed(stack.configuredAs(CLUSTER, BACKUP).up());
      fill(stack);
      // when
      var taken = succeed(stack.ops("snapshot")).output();
      succeed(stack.kubectl("create", "job", "drill", "--from=cronjob/etcd-restore-drill"));
      succeed(stack.kubectl("wait", "job/drill", "--for=condition=Complete", "--timeout=240s"));
      var drill = succeed(stack.kubectl("logs", "job/drill")).output();
      // then
      System.out.printf("%s%n%s%n", taken, drill);
      assertThat(limit(stack)).isEqualTo("512Mi");
      assertThat(taken).contains("verified");
      assertThat(drill).contains("\"result\":\"passed\"");
    }
  }

  /** Values that nothing can compress, until the database has its size. */
  private static void fill(TestStack stack) {
    var keys = 0;
    while (size(stack) < MEBIBYTES * 1024L * 1024) {
      succeed(
          stack.bash(
              "for key in {1..64}; do head -c 786432 /dev/urandom | base64 -w 0 | etcdctl put large/%d/$key >/dev/null; done"
                  .formatted(keys++)));
    }
  }

  private static long size(TestStack stack) {
    var status = succeed(stack.etcdctl("endpoint", "status", "-w", "fields")).output();
    return status
        .lines()
        .filter(line -> line.startsWith("\"DBSize\""))
        .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
        .findFirst()
        .orElseThrow();
  }

  private static String limit(TestStack stack) {
    return stack
        .kubectl(
            "get",
            "cronjob/etcd-snapshotter",
            "-o",
            "jsonpath={.spec.jobTemplate.spec.template.spec.containers[0].resources.limits.memory}")
        .output();
  }
}

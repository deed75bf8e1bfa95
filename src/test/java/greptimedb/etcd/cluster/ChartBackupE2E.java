package greptimedb.etcd.cluster;

import static greptimedb.etcd.cluster.TestStack.succeed;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the chart's own backup does to data, and that the program told of it. */
@ExtendWith(RunningPods.class)
class ChartBackupE2E {
  private static final String CHART =
      "backup: {enabled: true, mode: chart, schedule: \"0 0 1 1 *\", storage: {class: local, size: 1Gi}}";

  @Test
  void membersThatRestartTogetherGoBackToTheNewestSnapshotAsTheWarningSaid() {
    try (var stack = new TestStack("e2e-chart-backup").configuredWithBlocks(CHART)) {
      // given
      var up = succeed(stack.up()).output();
      succeed(stack.etcdctl("put", "before", "in the snapshot"));
      succeed(stack.ops("snapshot"));
      succeed(stack.etcdctl("put", "after", "acknowledged"));
      // when
      endAllMembersAtOnce(stack);
      Command.awaitUntil("three members", Duration.ofMinutes(2), () -> stack.readyMembers() == 3);
      // then
      assertThat(stack.etcdctl("get", "before", "--print-value-only").output().trim())
          .isEqualTo("in the snapshot");
      assertThat(stack.etcdctl("get", "after", "--print-value-only").output().trim()).isEmpty();
      assertThat(IntStream.range(0, 3).mapToObj(ordinal -> log(stack, ordinal)))
          .allMatch(log -> log.contains("restores /snapshots/db-"));
      assertThat(up)
          .contains("deletes its data and returns to the newest snapshot")
          .contains("all etcd pods restart");
    }
  }

  private static String log(TestStack stack, int ordinal) {
    return stack.kubectl("logs", "etcd-" + ordinal).output().trim();
  }

  /**
   * As when the nodes lose power: the pods stay, their containers start anew. At the same moment,
   * as a member that is late finds the two others at work again and keeps its data.
   */
  private static void endAllMembersAtOnce(TestStack stack) {
    PodProcesses.kill(stack.namespace(), "etcd-");
    Command.awaitUntil(
        "every member has started anew",
        Duration.ofMinutes(2),
        () -> stack.memberUids().lines().allMatch(line -> line.endsWith(" 1")));
  }
}

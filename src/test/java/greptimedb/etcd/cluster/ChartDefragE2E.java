package greptimedb.etcd.cluster;

import static greptimedb.etcd.cluster.FragmentedStack.MEGABYTE;
import static greptimedb.etcd.cluster.TestStack.succeed;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The document's own defragmentation. */
@ExtendWith(RunningPods.class)
class ChartDefragE2E {
  private static final String CHART = "defrag: {enabled: true, acknowledgeRisk: true, mode: chart}";

  @Test
  void itTakesTheMembersInTheirOrderAsTheWarningSaid() {
    try (var etcd = new FragmentedStack("e2e-chart-defrag", 20, "100m").configured(CHART)) {
      var stack = etcd.stack();
      // given
      var up = succeed(stack.up()).output();
      etcd.fill();
      etcd.free();
      // when
      var done = stack.ops("defrag");
      // then
      assertThat(succeed(done).output())
          .containsSubsequence("member[http://etcd-0.", "member[http://etcd-1.", "[http://etcd-2.");
      assertThat(etcd.sizes()).allMatch(size -> size < 10 * MEGABYTE);
      assertThat(up)
          .contains("in their order, the leader among them")
          .contains("without asking how much is gained")
          .contains("gives up after 60 s a member");
      assertThat(stack.ops("defrag", "--dry-run").exitCode()).isEqualTo(2);
    }
  }
}

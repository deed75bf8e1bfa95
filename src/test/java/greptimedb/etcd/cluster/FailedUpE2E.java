package greptimedb.etcd.cluster;

import static greptimedb.etcd.cluster.TestStack.SMALL;
import static org.assertj.core.api.Assertions.assertThat;

import greptimedb.etcd.BesideOthers;
import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Releases that do not become ready, and what the one who waits is told. */
@ExtendWith(RunningPods.class)
@BesideOthers
@Order(9)
class FailedUpE2E {
  private static final Duration LIMIT = Duration.ofSeconds(90);

  @Test
  void anUnschedulablePodIsExplainedToTheOneWhoWaitsAndWaitingBurnsNoCore() {
    try (var stack =
        new TestStack("e2e-unschedulable").configured(SMALL.replace("cpu: 50m", "cpu: 500"))) {
      // given
      var up = stack.startUp();
      Command.awaitUntil(
          "pods exist",
          LIMIT,
          () -> stack.kubectl("get", "pods", "-o", "name").output().contains("etcd-0"));
      // when
      var share = CpuShare.over(Duration.ofMinutes(1), up.handle());
      Command.awaitUntil(
          "the program names the command that explains",
          LIMIT,
          () -> up.text().contains("./ops explain --stack test"));
      var explained = stack.ops("explain");
      up.kill();
      TestStack.succeed(stack.ops("repair", "--yes"));
      // then
      System.out.printf(
          "CPU of the waiting Java program over 60 s: %.1f%% of a core%n", 100 * share);
      assertThat(share).isLessThan(0.10);
      assertThat(explained.exitCode()).isEqualTo(1);
      assertThat(explained.output()).contains("etcd-0").contains("Insufficient cpu");
    }
  }

  @Test
  void anImageThatCannotBePulledIsExplained() {
    try (var stack = new TestStack("e2e-image")) {
      // given
      stack.configuredWith(
          "config:\n  greptimedb-etcd:cluster: {namespace: e2e-image, chart: {reference: \"%s\"}, image: {registry: \"localhost:15000\", tag: absent}, %s}\n"
              .formatted(TestStack.chart(), SMALL));
      var up = stack.startUp();
      Command.awaitUntil(
          "the image is asked for",
          LIMIT,
          () -> stack.kubectl("get", "pods").output().contains("Pull"));
      // when
      var explained = stack.ops("explain");
      up.kill();
      TestStack.succeed(stack.ops("repair", "--yes"));
      // then
      assertThat(explained.exitCode()).isEqualTo(1);
      assertThat(explained.output())
          .contains("etcd-0")
          .contains("localhost:15000/bitnami/etcd:absent");
    }
  }

  @Test
  void aChartThatCannotBeReachedIsNamedInOneLine() {
    try (var stack =
        new TestStack("e2e-chart").configured("oci://localhost:15001/charts/etcd", SMALL)) {
      // when
      var preview = stack.preview();
      // then
      assertThat(preview.exitCode()).isNotZero();
      assertThat(preview.output())
          .contains("localhost:15001")
          .contains("refused")
          .doesNotContain("\tat ");
    }
  }
}

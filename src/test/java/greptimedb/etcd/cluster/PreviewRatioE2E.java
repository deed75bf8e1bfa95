package greptimedb.etcd.cluster;

import static greptimedb.etcd.cluster.TestStack.SMALL;
import static greptimedb.etcd.cluster.TestStack.succeed;
import static greptimedb.etcd.cluster.TestStack.tool;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * How long a preview without changes takes, against that of a program that returns at once
 * (docs/performance.md). Isolated: nothing else of the tests runs beside it.
 */
@ExtendWith(RunningPods.class)
@Isolated
class PreviewRatioE2E {
  private static final double LIMIT = 2.5;

  /** A slower program is slower in every set; a busy machine is not busy in all of them. */
  private static final int SETS = 3;

  private static final Pattern MEDIAN = Pattern.compile("median +([0-9.]+)");

  @Test
  void aPreviewWithoutChangesTakesAtMostTwoAndAHalfTimesTheFloor() {
    try (var stack = new TestStack("e2e-preview").configured(SMALL)) {
      // given
      succeed(stack.up());
      succeed(stack.preview("--expect-no-changes"));
      // when
      var ratio = median(stack);
      for (var set = 1; set < SETS && ratio > LIMIT; set++) {
        ratio = Math.min(ratio, median(stack));
      }
      // then
      assertThat(ratio).isLessThanOrEqualTo(LIMIT);
    }
  }

  private static double median(TestStack stack) {
    IdleMachine.await();
    var settings = stack.folder().resolve("Pulumi.test.yaml").toString();
    var report = succeed(stack.run(tool("preview-ratio"), "test", settings)).output();
    System.out.print(report);
    var median = MEDIAN.matcher(report);
    assertThat(median.find()).as(report).isTrue();
    return Double.parseDouble(median.group(1));
  }
}

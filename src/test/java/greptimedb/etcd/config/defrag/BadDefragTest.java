package greptimedb.etcd.config.defrag;

import static greptimedb.etcd.config.ConfigurationText.problems;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One wrong value of the block {@code defrag} at a time: the whole line that the user reads. */
class BadDefragTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          schedule: "0 25 * * *"          | defrag.schedule: "0 25 * * *": expected five fields of cron (minute hour day month weekday, 0-6 for Sunday to Saturday), such as "*/30 * * * *"
          mode: automatic                 | defrag.mode: "automatic": expected managed or chart
          deadline: 59s                   | defrag.deadline: "59s": expected a time of at least a minute, in whole seconds, such as 2h
          suspend: "no"                   | defrag.suspend: "no": expected true or false, without quotes
          jobHistory: {failed: -1}        | defrag.jobHistory.failed: -1: expected a whole number from 0 to 100, without quotes
          thresholds: {percent: 101}      | defrag.thresholds.percent: 101: expected a whole number from 0 to 100, without quotes
          thresholds: {percent: 45%}      | defrag.thresholds.percent: "45%": expected a whole number from 0 to 100, without quotes
          thresholds: {size: 100MB}       | defrag.thresholds.size: "100MB": expected a Kubernetes quantity of bytes, such as 100Mi; 0 for no such threshold
          thresholds: {bytes: 1}          | defrag.thresholds.bytes: 1: unknown key; expected one of percent, size
          pause: 1500ms                   | defrag.pause: "1500ms": expected a time in whole seconds, such as 10s
          pause: 10                       | defrag.pause: 10: expected a time in whole seconds, such as 10s
          timeoutPerGiB: 0s               | defrag.timeoutPerGiB: "0s": expected a time of at least 1s, in whole seconds, such as 60s
          timeoutPerGib: 60s              | defrag.timeoutPerGib: "60s": unknown key; did you mean timeoutPerGiB?
          waitForSnapshot: never          | defrag.waitForSnapshot: "never": expected a time in whole seconds, such as 5m
          mode: chart, pause: 5s          | defrag.pause: "5s": expected no pause in mode chart: the chart's job asks nothing and gives each member 60 s
          """)
  void saysWhatWasExpected(String setting, String line) {
    assertThat(defrag("acknowledgeRisk: true, " + setting)).containsExactly(line);
  }

  @Test
  void quotesTheRisksOfTheDocumentUnlessTheyAreAcknowledged() {
    assertThat(defrag("acknowledgeRisk: false"))
        .singleElement()
        .asString()
        .startsWith("defrag.acknowledgeRisk: false: expected true: ")
        .contains(
            "(1) all reads and writes are blocked while it runs, the cluster is unavailable; (2) ",
            "(2) its I/O may make client applications time out; (3) ",
            "(3) it may trigger a leader election if it takes too long; (4) ",
            "(4) it may end in an OOM kill if resources are not allocated properly; (5) ",
            "(5) it may corrupt data if it is interrupted");
  }

  @Test
  void namesEverySettingThatTheChartLacks() {
    assertThat(
            defrag(
                "acknowledgeRisk: true, mode: chart, thresholds: {}, pause: 1s, timeoutPerGiB: 1s, waitForSnapshot: 0s"))
        .hasSize(4);
  }

  @Test
  void aThresholdOfZeroTakesEveryMember() {
    assertThat(defrag("acknowledgeRisk: true, thresholds: {percent: 0, size: 0}")).isEmpty();
  }

  private static List<String> defrag(String settings) {
    return problems(
        "greptimedb-etcd:cluster: {}", "greptimedb-etcd:defrag: {enabled: true, " + settings + "}");
  }
}

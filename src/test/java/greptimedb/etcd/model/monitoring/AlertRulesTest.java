package greptimedb.etcd.model.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import greptimedb.etcd.config.monitoring.Alert;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class AlertRulesTest {

  @Test
  void everyAlertHasARule() {
    assertThat(names("{enabled: true}")).containsExactlyInAnyOrderElementsOf(Alert.names());
  }

  @Test
  void everyRuleSaysWhatWhyAndWhereToRead() {
    var rules = rules("{enabled: true, alerts: {runbooks: \"https://git.test/docs/alerts.md\"}}");

    assertThat(rules)
        .allSatisfy(
            rule -> {
              var annotations = rule.path("annotations");
              assertThat(annotations.path("summary").asText()).endsWith(".");
              assertThat(annotations.path("description").asText()).contains("{{ $labels.");
              assertThat(annotations.path("runbook_url").asText())
                  .isEqualTo(
                      "https://git.test/docs/alerts.md#"
                          + rule.path("alert").asText().toLowerCase(Locale.ROOT));
              assertThat(rule.path("labels").path("severity").asText()).isIn("warning", "critical");
            });
  }

  @Test
  void theDocumentHasOneSectionAnAlert() throws IOException {
    var sections =
        Files.readAllLines(Path.of("docs/alerts.md")).stream()
            .filter(line -> line.startsWith("## "))
            .map(line -> line.substring(3))
            .toList();

    assertThat(sections).containsExactlyElementsOf(Alert.names());
  }

  @Test
  void leavesOutWhatIsSwitchedOff() {
    assertThat(names("{enabled: true, alerts: {etcdRules: false, disabled: [etcdDefragFailed]}}"))
        .contains("etcdSnapshotTooOld", "etcdDatabaseFillingUp")
        .doesNotContain("etcdNoLeader", "etcdDatabaseHighFragmentationRatio", "etcdDefragFailed");
    assertThat(MonitoredStack.rules("{enabled: true, alerts: {enabled: false}}")).isEmpty();
  }

  @Test
  void takesThresholdsFromTheConfiguration() {
    // when
    var rules =
        rules(
            "{enabled: true, alerts: {thresholds: {memberDown: 30s, leaderChanges: 7, slowPeer: 1s,"
                + " fsyncCritical: 1500ms, quotaUsed: 70, fragmentationFrom: 1Gi, snapshotAge:"
                + " 90m}}}");

    // then
    assertThat(rule(rules, "etcdMembersDown").path("for").asText()).isEqualTo("30s");
    assertThat(expression(rules, "etcdHighNumberOfLeaderChanges")).endsWith(">= 7");
    assertThat(expression(rules, "etcdMemberCommunicationSlow")).endsWith("> 1");
    assertThat(rules).anyMatch(rule -> rule.path("expr").asText().endsWith("> 1.5"));
    assertThat(expression(rules, "etcdDatabaseFillingUp")).endsWith("> 70");
    assertThat(expression(rules, "etcdDatabaseHighFragmentationRatio")).endsWith("> 1073741824");
    assertThat(expression(rules, "etcdSnapshotTooOld")).endsWith("> 5400");
  }

  @Test
  void ageIsTwiceTheLongestTimeBetweenTwo() {
    // given: half an hour by day, and a night of 16 hours
    var configuration = MonitoredStack.with("{enabled: true}");

    // then
    assertThat(expression(rules("{enabled: true}"), "etcdSnapshotTooOld")).endsWith("> 3600");
    assertThat(expression(rules("{enabled: true}"), "etcdRestoreDrillTooOld"))
        .contains("> " + 2 * 24 * 3600);
    assertThat(configuration.backup().orElseThrow().schedule().longestPeriod()).hasMinutes(30);
    assertThat(greptimedb.etcd.config.value.Schedule.of("*/30 8-15 * * *").longestPeriod())
        .hasMinutes(16 * 60 + 30);
  }

  private static String expression(List<JsonNode> rules, String alert) {
    return rule(rules, alert).path("expr").asText();
  }

  private static JsonNode rule(List<JsonNode> rules, String alert) {
    return rules.stream()
        .filter(rule -> rule.path("alert").asText().equals(alert))
        .findFirst()
        .orElseThrow();
  }

  private static Set<String> names(String monitoring) {
    var names = new TreeSet<String>();
    rules(monitoring).forEach(rule -> names.add(rule.path("alert").asText()));
    return names;
  }

  private static List<JsonNode> rules(String monitoring) {
    return RuleFile.rules(RuleFile.of(MonitoredStack.rules(monitoring).orElseThrow()));
  }
}

package greptimedb.etcd.model.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import greptimedb.etcd.cluster.Command;
import greptimedb.etcd.config.monitoring.Alert;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The rules in the hands of promtool: are they right, and does each fire, stay silent, resolve? */
class AlertRulesIT {
  private static final Path TESTS = Path.of("src/test/promtool");
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final String MONITORING = "{enabled: true, alerts: {thresholds: {drillAge: 2h}}}";

  @TempDir Path folder;

  @Test
  void promtoolFindsNothingWrong() throws IOException {
    // given
    var rules = folder.resolve("rules.yaml");
    YAML.writeValue(rules.toFile(), rules());

    // when
    var check = run("promtool", "check", "rules", "--lint=all", "--lint-fatal", "rules.yaml");

    // then
    assertThat(check.exitCode()).as(check.output()).isZero();
    assertThat(check.output()).contains("24 rules found");
  }

  @TestFactory
  Stream<DynamicTest> alertsFireStaySilentAndResolve() throws IOException {
    return files().stream()
        .map(file -> dynamicTest(file.getFileName().toString(), () -> test(file)));
  }

  private void test(Path file) throws IOException {
    // given: promtool compares annotations word by word, and those are checked elsewhere
    var rules = rules();
    RuleFile.rules(rules).forEach(rule -> ((ObjectNode) rule).remove("annotations"));
    YAML.writeValue(folder.resolve("rules.yaml").toFile(), rules);
    Files.copy(file, folder.resolve(file.getFileName()));

    // when
    var test = run("promtool", "test", "rules", file.getFileName().toString());

    // then
    assertThat(test.exitCode()).as(test.output()).isZero();
  }

  @Test
  void everyAlertIsTestedBeforeWhileAndAfterItFires() throws IOException {
    for (var alert : Alert.names()) {
      var sequences = new ArrayList<List<Boolean>>();
      for (var file : files()) {
        YAML.readTree(file.toFile())
            .path("tests")
            .forEach(test -> sequences.add(firing(test, alert)));
      }
      assertThat(sequences)
          .as("%s: silent, firing, silent in one test", alert)
          .anySatisfy(
              sequence -> {
                assertThat(sequence.indexOf(true)).isPositive();
                assertThat(sequence.subList(sequence.indexOf(true), sequence.size()))
                    .contains(false);
              });
    }
  }

  private static List<Boolean> firing(JsonNode test, String alert) {
    var firing = new ArrayList<Boolean>();
    test.path("alert_rule_test")
        .forEach(
            expectation -> {
              if (expectation.path("alertname").asText().equals(alert)) {
                firing.add(!expectation.path("exp_alerts").isEmpty());
              }
            });
    return firing;
  }

  private static List<Path> files() throws IOException {
    try (var files = Files.list(TESTS)) {
      return files.sorted().toList();
    }
  }

  private static JsonNode rules() {
    return RuleFile.of(MonitoredStack.rules(MONITORING).orElseThrow());
  }

  private Command.Result run(String... words) {
    return Command.start(folder, Map.of(), List.of(words)).await();
  }
}

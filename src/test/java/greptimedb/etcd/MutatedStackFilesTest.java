package greptimedb.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import greptimedb.etcd.config.Advice;
import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.config.ConfigurationReader;
import greptimedb.etcd.config.DeployedStack;
import greptimedb.etcd.config.StackChange;
import greptimedb.etcd.config.monitoring.MonitoringConfiguration;
import greptimedb.etcd.config.reading.ConfigurationException;
import greptimedb.etcd.config.reading.Problem;
import greptimedb.etcd.config.restore.DeployedReleases;
import greptimedb.etcd.config.value.ThreadTime;
import greptimedb.etcd.model.change.MemberCheck;
import greptimedb.etcd.model.cluster.ReleaseNames;
import greptimedb.etcd.model.greptimedb.Cutover;
import greptimedb.etcd.model.greptimedb.LiveCluster;
import greptimedb.etcd.model.monitoring.DashboardJson;
import greptimedb.etcd.model.monitoring.Dashboards;
import greptimedb.etcd.model.recovery.Recovery;
import greptimedb.etcd.model.stack.Surroundings;
import greptimedb.etcd.model.stack.WantedRelease;
import greptimedb.etcd.model.stack.WantedStack;
import greptimedb.etcd.mutated.RefusalForm;
import greptimedb.etcd.mutated.TextMutation;
import greptimedb.etcd.mutated.TreeMutation;
import greptimedb.etcd.ops.console.OpsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Stack files that were changed at random: those that are accepted yield all that the model makes,
 * the others are refused in lines of the documented form. {@code -Dmutation.seed=N} repeats a run,
 * {@code -Dmutation.files=N} takes more files.
 */
class MutatedStackFilesTest {
  /** Takes and writes deeper JSON than the program does. */
  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxNestingDepth(10_000).build())
              .streamWriteConstraints(
                  StreamWriteConstraints.builder().maxNestingDepth(10_000).build())
              .build());

  private static final Instant NOW = Instant.parse("2026-03-01T12:34:56Z");
  private static final DeployedReleases NO_RELEASES =
      new DeployedReleases(Optional.empty(), List.of(), Optional.empty());

  /** Of the thread's own work, so that a busy machine does not count. */
  private static final Duration LONGEST = Duration.ofSeconds(1);

  private static final DashboardJson DASHBOARD = dashboard();

  private final List<String> texts = stackFiles();
  private final List<ObjectNode> trees = texts.stream().map(MutatedStackFilesTest::config).toList();
  private int accepted;
  private int refused;
  private int unreadable;

  @Test
  void eachRendersOrIsRefusedInTheDocumentedForm(TestReporter reporter) {
    // given
    var seed = Long.getLong("mutation.seed", System.nanoTime());
    int files = Integer.getInteger("mutation.files", 10_000);
    reporter.publishEntry("seed", Long.toString(seed));
    var random = new Random(seed);
    var tree = new TreeMutation(random, trees);
    var text = new TextMutation(random);
    trees.forEach(config -> take(settings(json(config))));
    assertThat(accepted).as("files that nobody changed are accepted").isEqualTo(trees.size());

    for (var file = 0; file < files; file++) {
      // when
      var which = random.nextInt(trees.size());
      var asText = random.nextInt(4) == 0;
      var mutated = asText ? text.of(texts.get(which)) : json(tree.of(trees.get(which)));

      // then
      try {
        assertThat(ThreadTime.of(() -> take(asText, mutated))).isLessThan(LONGEST);
      } catch (AssertionError | RuntimeException | StackOverflowError wrong) {
        fail("-Dmutation.seed=%d, file %d: %s".formatted(seed, file, shown(mutated)), wrong);
      }
    }
    reporter.publishEntry(
        "seen", "%d accepted, %d refused, %d no YAML".formatted(accepted, refused, unreadable));
    assertThat(accepted).as("of these accepted").isGreaterThan(files / 50);
    assertThat(refused).as("of these refused").isGreaterThan(files / 5);
  }

  private void take(boolean asText, String mutated) {
    if (!asText) {
      take(settings(mutated));
      return;
    }
    Map<String, String> settings;
    try {
      settings =
          greptimedb.etcd.ops.stack.StackFile.parse(mutated, "Pulumi.mutated.yaml").settings();
    } catch (OpsException noYaml) {
      RefusalForm.checkOneLine(noYaml.getMessage());
      unreadable++;
      return;
    }
    take(settings);
  }

  private void take(Map<String, String> settings) {
    try {
      var configuration = new ConfigurationReader().read(settings);
      Advice.on(configuration, NOW).forEach(RefusalForm::check);
      render(configuration);
      accepted++;
    } catch (ConfigurationException unusable) {
      assertThat(unusable.problems()).isNotEmpty();
      unusable.problems().stream().map(Problem::toString).forEach(RefusalForm::check);
      assertThat(unusable.getMessage().lines()).hasSize(unusable.problems().size() + 1);
      refused++;
    }
  }

  /** All that the model makes, as the engine, Helm and the API server would get it: JSON. */
  private static void render(Configuration configuration) {
    var cutover =
        configuration
            .greptimedb()
            .map(
                block ->
                    new Cutover(
                        block,
                        new LiveCluster(Map.of()),
                        ReleaseNames.of(configuration.cluster(), configuration.active())));
    var recovery = Recovery.wanted(configuration, NO_RELEASES, "", restore -> NOW);
    var dashboards =
        configuration
            .monitoring()
            .map(monitoring -> Dashboards.desired(configuration, monitoring, imported(monitoring)))
            .orElse(List.of());
    var check = new MemberCheck(configuration.cluster().replicas(), Optional.of("0a1b2c3d"));
    var wanted =
        WantedStack.of(
            configuration, new Surroundings(NO_RELEASES, check, cutover, recovery, dashboards));
    var outputs = StackOutputs.of(configuration, check, Optional.empty(), cutover);
    recovery.map(Recovery::outcome).ifPresent(done -> outputs.put("restore", done.output()));
    StackChange.refuse(
        configuration, new DeployedStack(name -> Optional.ofNullable(outputs.get(name))));
    OutputsSchema.check(JSON.valueToTree(outputs));
    var releases = wanted.releases().stream().map(WantedRelease::values).toList();
    assertThat(json(JSON.valueToTree(List.of(wanted.objects(), releases)))).isNotEmpty();
  }

  /** In the place of a download or a file. */
  private static Optional<DashboardJson> imported(MonitoringConfiguration monitoring) {
    return monitoring
        .dashboard()
        .imported()
        .filter(imported -> Dashboards.needsJson(monitoring.dashboard().via(), imported))
        .map(imported -> DASHBOARD);
  }

  private static DashboardJson dashboard() {
    try {
      return DashboardJson.parse(Files.readString(Path.of("src/test/resources/dashboard.json")))
          .orElseThrow();
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  private static List<String> stackFiles() {
    try (var scenarios = Files.list(Path.of("src/test/golden"))) {
      var files = new ArrayList<>(StackFile.all());
      scenarios
          .map(folder -> folder.resolve("in.yaml"))
          .filter(Files::exists)
          .sorted()
          .forEach(files::add);
      var texts = new ArrayList<String>();
      for (var file : files) {
        texts.add(Files.readString(file));
      }
      return texts;
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  private static ObjectNode config(String yaml) {
    return (ObjectNode) StackFile.read(yaml).path("config");
  }

  /** As the engine hands them over, however deep. */
  private static Map<String, String> settings(String config) {
    var settings = new TreeMap<String, String>();
    read(config)
        .properties()
        .forEach(
            block ->
                settings.put(
                    block.getKey(),
                    block.getValue().isTextual()
                        ? block.getValue().textValue()
                        : json(block.getValue())));
    return settings;
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException malformed) {
      throw new IllegalStateException(malformed);
    }
  }

  private static String json(JsonNode node) {
    try {
      return JSON.writeValueAsString(node);
    } catch (JsonProcessingException unwritable) {
      throw new IllegalStateException(unwritable);
    }
  }

  private static String shown(String mutated) {
    return mutated.length() > 2_000 ? mutated.substring(0, 2_000) + "..." : mutated;
  }
}

package greptimedb.etcd.model.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import greptimedb.etcd.ContractChart;
import greptimedb.etcd.StackFile;
import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.config.ConfigurationReader;
import greptimedb.etcd.config.DeployedStack;
import greptimedb.etcd.dashboard.DashboardCache;
import greptimedb.etcd.dashboard.DashboardLoader;
import greptimedb.etcd.dashboard.PreparedDashboards;
import greptimedb.etcd.model.KubernetesObject;
import greptimedb.etcd.model.change.MemberCheck;
import greptimedb.etcd.model.cluster.ReleaseNames;
import greptimedb.etcd.model.greptimedb.Cutover;
import greptimedb.etcd.model.greptimedb.LiveCluster;
import greptimedb.etcd.model.recovery.Recovery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the model says that an up declares is what the components register, in every golden
 * scenario: a component to come cannot be forgotten here.
 */
class WantedStackTest {
  private static final Path GOLDEN = Path.of("src/test/golden");
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final String RELEASE = "kubernetes:helm.sh/v3:Release";

  @TempDir private Path cache;

  @TestFactory
  Stream<DynamicTest> everyScenario() throws IOException {
    try (var folders = Files.list(GOLDEN)) {
      return folders.sorted().toList().stream()
          .map(folder -> dynamicTest(folder.getFileName().toString(), () -> check(folder)));
    }
  }

  private void check(Path scenario) throws IOException {
    // given
    var own = scenario.resolve("in.yaml");
    var file =
        Files.exists(own) ? own : Path.of("Pulumi.%s.yaml".formatted(scenario.getFileName()));
    var configuration = new ConfigurationReader().read(StackFile.settings(file));
    var registered = YAML.readTree(scenario.resolve("out/resources.yaml").toFile());

    // when
    var wanted = WantedStack.of(configuration, surroundings(scenario, configuration));

    // then
    assertThat(wanted.objects().stream().map(WantedStackTest::inputs))
        .containsExactlyInAnyOrderElementsOf(inputs(registered, false));
    assertThat(wanted.releases().stream().map(WantedStackTest::inputs))
        .containsExactlyInAnyOrderElementsOf(inputs(registered, true));
    assertThat(wanted.releases().stream().flatMap(WantedStackTest::rendered))
        .containsExactlyElementsOf(
            YAML.readValue(
                scenario.resolve("out/objects.yaml").toFile(),
                new TypeReference<List<JsonNode>>() {}));
  }

  private Surroundings surroundings(Path scenario, Configuration configuration) throws IOException {
    var before = before(scenario);
    var cutover =
        configuration
            .greptimedb()
            .map(
                block ->
                    new Cutover(
                        block,
                        new LiveCluster(
                            map(
                                before
                                    .path("objects")
                                    .path(block.namespace() + "/" + block.name()))),
                        ReleaseNames.of(configuration.cluster(), configuration.active())));
    var outputs = map(before.path("outputs"));
    var stack = new DeployedStack(name -> Optional.ofNullable(outputs.get(name)));
    var deployed = stack.releases();
    var prefix = cutover.map(plan -> plan.live().storeKeyPrefix()).orElse("");
    return new Surroundings(
        deployed,
        MemberCheck.of(configuration, stack, Instant.EPOCH),
        cutover,
        Recovery.wanted(configuration, deployed, prefix, restore -> Instant.EPOCH),
        PreparedDashboards.of(configuration, new DashboardLoader(new DashboardCache(cache)))
            .objects());
  }

  private static JsonNode before(Path scenario) throws IOException {
    var file = scenario.resolve("before.yaml");
    return YAML.readTree(Files.exists(file) ? Files.readString(file) : "{}");
  }

  private static Map<String, Object> map(JsonNode node) {
    return node.isMissingNode()
        ? Map.of()
        : YAML.convertValue(node, new TypeReference<Map<String, Object>>() {});
  }

  private static List<JsonNode> inputs(JsonNode registered, boolean releases) {
    return StreamSupport.stream(registered.spliterator(), false)
        .filter(resource -> resource.path("type").asText().startsWith("kubernetes:"))
        .filter(resource -> resource.path("type").asText().equals(RELEASE) == releases)
        .map(resource -> resource.path("inputs"))
        .toList();
  }

  /** The golden files name the scripts only. */
  private static JsonNode inputs(KubernetesObject object) {
    var manifest = object.manifest();
    if (object.name().endsWith("-job-scripts") && manifest.get("data") instanceof Map<?, ?> data) {
      manifest.put("data", List.copyOf(new TreeMap<>(data).keySet()));
    }
    return tree(manifest);
  }

  private static JsonNode inputs(WantedRelease release) {
    var inputs = new TreeMap<String, Object>();
    inputs.put("chart", release.chart().reference());
    // The SDK's own, of every release.
    inputs.put("compat", "true");
    inputs.put("name", release.name());
    inputs.put("namespace", release.namespace());
    inputs.put("timeout", 300);
    inputs.put("values", release.values());
    if (!release.chart().isLocal()) {
      inputs.put("version", release.chart().version());
    }
    release
        .chart()
        .repository()
        .ifPresent(address -> inputs.put("repositoryOpts", Map.of("repo", address)));
    return tree(inputs);
  }

  private static Stream<JsonNode> rendered(WantedRelease release) {
    return ContractChart.rendered(release.name(), release.namespace(), release.values()).stream()
        .map(WantedStackTest::tree);
  }

  /** By way of a text, so that a number is what it is in a file. */
  private static JsonNode tree(Object value) {
    try {
      return YAML.readTree(YAML.writeValueAsString(value));
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}

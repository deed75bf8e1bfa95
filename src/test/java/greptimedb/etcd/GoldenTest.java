package greptimedb.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import greptimedb.etcd.config.ConfigurationReader;
import greptimedb.etcd.model.cluster.HelmValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import pulumirpc.Resource.RegisterResourceRequest;

/**
 * What each scenario yields, written out. A folder without in.yaml takes the stack file of its
 * name. Written anew by {@code mvn -q test -Dtest=GoldenTest -Dgolden.update=true}.
 */
class GoldenTest {
  private static final Path GOLDEN = Path.of("src/test/golden");
  private static final Path ACTUAL = Path.of("target/golden");
  private static final ObjectMapper YAML =
      new ObjectMapper(
              YAMLFactory.builder()
                  .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                  .disable(YAMLGenerator.Feature.SPLIT_LINES)
                  .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                  .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                  .build())
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  @TestFactory
  Stream<DynamicTest> scenarios() throws IOException {
    try (var folders = Files.list(GOLDEN)) {
      return folders.sorted().toList().stream()
          .map(folder -> dynamicTest(folder.getFileName().toString(), () -> check(folder)));
    }
  }

  private static void check(Path scenario) throws IOException {
    // given
    var settings = StackFile.settings(input(scenario));

    // when
    var yields = yields(settings, before(scenario));

    // then
    var update = Boolean.getBoolean("golden.update");
    var out = update ? scenario.resolve("out") : ACTUAL.resolve(scenario.getFileName());
    Files.createDirectories(out);
    for (var file : yields.entrySet()) {
      YAML.writeValue(out.resolve(file.getKey()).toFile(), file.getValue());
    }
    assertThat(scenario.resolve("out").toFile().list())
        .as("files of scenario %s (-Dgolden.update=true writes them)", scenario.getFileName())
        .containsExactlyInAnyOrderElementsOf(yields.keySet());
    for (var file : yields.keySet()) {
      assertThat(out.resolve(file))
          .as("%s of scenario %s (-Dgolden.update=true accepts it)", file, scenario.getFileName())
          .hasSameTextualContentAs(scenario.resolve("out").resolve(file));
    }
  }

  private static Path input(Path scenario) {
    var own = scenario.resolve("in.yaml");
    return Files.exists(own) ? own : Path.of("Pulumi.%s.yaml".formatted(scenario.getFileName()));
  }

  /** {@code before.yaml}, where a scenario has one: {@code outputs} and {@code objects}. */
  private static RecordedStack.Before before(Path scenario) throws IOException {
    var file = scenario.resolve("before.yaml");
    return Files.exists(file)
        ? YAML.readValue(file.toFile(), RecordedStack.Before.class)
        : new RecordedStack.Before(Map.of(), Map.of());
  }

  private static Map<String, Object> yields(
      Map<String, String> settings, RecordedStack.Before before) {
    var stack = RecordedStack.of(settings, before);
    assertThat(stack.result().errors()).isEmpty();
    return Map.of(
        "values.yaml", values(settings),
        "objects.yaml", objects(stack),
        "outputs.yaml", stack.outputs(),
        "resources.yaml", resources(stack));
  }

  private static Map<String, Object> values(Map<String, String> settings) {
    var configuration = new ConfigurationReader().read(settings);
    return HelmValues.of(configuration, configuration.active());
  }

  private static List<Map<String, Object>> resources(RecordedStack stack) {
    return stack.requests().stream().map(GoldenTest::resource).toList();
  }

  /**
   * What the chart renders from the values of each release, in the order in which Helm applies it.
   */
  private static List<Map<String, Object>> objects(RecordedStack stack) {
    return stack.requests().stream()
        .filter(request -> request.getType().equals("kubernetes:helm.sh/v3:Release"))
        .map(request -> RecordedStack.plain(request.getObject()))
        .flatMap(release -> rendered(release).stream())
        .toList();
  }

  private static List<Map<String, Object>> rendered(Map<String, Object> release) {
    return ContractChart.rendered(
        (String) release.get("name"),
        (String) release.get("namespace"),
        YAML.convertValue(release.get("values"), new TypeReference<Map<String, Object>>() {}));
  }

  private static Map<String, Object> resource(RegisterResourceRequest request) {
    var resource = new TreeMap<String, Object>();
    resource.put("type", request.getType());
    resource.put("name", request.getName());
    resource.put("inputs", inputs(request));
    resource.put("provider", request.getProvider());
    resource.put("version", request.getVersion());
    resource.put("parent", request.getParent());
    resource.put("protect", request.getProtect());
    resource.put("retainOnDelete", request.getRetainOnDelete());
    resource.put("dependencies", request.getDependenciesList().stream().sorted().toList());
    return resource;
  }

  /** The scripts are compared with their files elsewhere; here their names are enough. */
  private static Map<String, Object> inputs(RegisterResourceRequest request) {
    var inputs = RecordedStack.plain(request.getObject());
    if (request.getName().endsWith("-job-scripts")
        && inputs.get("data") instanceof Map<?, ?> data) {
      inputs.put("data", List.copyOf(new TreeMap<>(data).keySet()));
    }
    return inputs;
  }
}

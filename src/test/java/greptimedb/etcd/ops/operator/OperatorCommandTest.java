package greptimedb.etcd.ops.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import greptimedb.etcd.config.ConfigurationReader;
import greptimedb.etcd.ops.Ops;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ops operator}: Stack objects from a list of clusters. */
class OperatorCommandTest {
  private static final Path EXAMPLE = Path.of("stacks/operator/clusters.example.yaml");
  private static final Path EXPECTED =
      Path.of("src/test/resources/greptimedb/etcd/ops/operator/stacks.yaml");
  private static final String HEAD =
      """
      operator:
        image: registry.example.com/etcd@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
        backend: s3://state
        passphrase: {secret: pulumi, key: passphrase}
      """;

  @TempDir private Path folder;
  private final StringWriter output = new StringWriter();
  private final StringWriter errors = new StringWriter();

  @Test
  void theExampleYieldsAStackForEachCluster() throws IOException {
    // when
    var code = run(EXAMPLE);
    // then
    assertThat(code).as(errors.toString()).isZero();
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(EXPECTED.getParent());
      Files.writeString(EXPECTED, output.toString());
    }
    assertThat(output.toString()).isEqualTo(Files.readString(EXPECTED));
  }

  @Test
  void aClustersOwnSettingsAreMergedOverTheCommonOnes() throws IOException {
    // given
    var list =
        list(
            HEAD
                + """
                config:
                  greptimedb-etcd:cluster: {replicas: 5, storage: {class: fast}}
                clusters:
                  one: {}
                  two: {config: {"greptimedb-etcd:cluster": {storage: {size: 16Gi}}}}
                """);
    // when
    assertThat(run(list)).as(errors.toString()).isZero();
    // then
    var stacks = stacks();
    assertThat(stacks)
        .extracting(stack -> stack.at("/metadata/name").asText())
        .containsExactly("one", "two");
    assertThat(stacks.get(1).at("/spec/config/greptimedb-etcd:cluster").toString())
        .isEqualTo("{\"replicas\":5,\"storage\":{\"class\":\"fast\",\"size\":\"16Gi\"}}");
    assertThat(stacks.get(0).at("/spec/config/greptimedb-etcd:cluster/storage").toString())
        .isEqualTo("{\"class\":\"fast\"}");
  }

  @Test
  void theProgramReadsTheConfigurationOfEveryStack() {
    // given
    run(EXAMPLE);
    for (var stack : stacks()) {
      var settings = new TreeMap<String, String>();
      stack
          .at("/spec/config")
          .properties()
          .forEach(entry -> settings.put(entry.getKey(), entry.getValue().toString()));
      // then
      assertThat(new ConfigurationReader().read(settings).backup()).isPresent();
    }
  }

  @Test
  void theExampleFitsTheEditorsSchema() throws IOException {
    // given: what the schema refers to, inside of it
    var json = new ObjectMapper();
    var schema =
        (ObjectNode)
            json.readTree(
                Files.readString(Path.of("stacks/operator/clusters.schema.json"))
                    .replace("../config.schema.json#", "#/$defs/stackFile"));
    ((ObjectNode) schema.path("$defs"))
        .set("stackFile", json.readTree(Path.of("stacks/config.schema.json").toFile()));
    var checker =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(schema);
    var example = new ObjectMapper(new YAMLFactory()).readTree(EXAMPLE.toFile());
    // then
    assertThat(checker.validate(example)).isEmpty();
    // given
    ((ObjectNode) example.at("/clusters/eu-west-1/config/greptimedb-etcd:cluster"))
        .put("replica", 3);
    ((ObjectNode) example.path("operator")).put("image", "registry.example.com/etcd:latest");
    // then
    assertThat(checker.validate(example)).hasSize(2);
  }

  @Test
  void withoutAKubeconfigAWorkspaceUsesTheOperatorsOwnCluster() throws IOException {
    // when
    run(list(HEAD + "clusters: {own: {config: {\"greptimedb-etcd:cluster\": {}}}}\n"));
    // then
    assertThat(stacks().get(0).at("/spec/workspaceTemplate/spec").has("podTemplate")).isFalse();
    assertThat(stacks().get(0).at("/spec/workspaceTemplate/spec/local/dir").asText())
        .isEqualTo("/greptimedb-etcd");
  }

  @Test
  void everyErrorOfEveryClusterIsToldAtOnceAndNothingIsPrinted() throws IOException {
    // given
    var list =
        list(
            """
            operator: {image: "registry.example.com/etcd:latest", backend: s3://state, passphrase: {secret: pulumi}, regoin: eu}
            config:
              greptimedb-etcd:cluster: {replicas: 2}
            stacks: {}
            clusters:
              One: {}
              three: {config: 3}
              two: {kubeconfg: x, config: {"greptimedb-etcd:cluster": {quota: much}, "other:key": 1}}
            """);
    // when
    var code = run(list);
    // then
    assertThat(code).isEqualTo(1);
    assertThat(output.toString()).isEmpty();
    assertThat(errors.toString())
        .contains("stacks: {}: unknown key; expected one of operator, config, clusters")
        .contains(
            "operator.image: \"registry.example.com/etcd:latest\": expected an image with its digest")
        .contains("operator.passphrase.key: missing: expected a key of that Secret")
        .contains("operator.regoin: \"eu\": unknown key")
        .contains("clusters.One: \"One\": expected a name of small letters")
        .contains("clusters.One: cluster.replicas: 2: expected an odd number")
        .contains("clusters.three.config: 3: expected a block, as in a stack file")
        .contains("clusters.two.kubeconfg: \"x\": unknown key; did you mean kubeconfig?")
        .contains("clusters.two: cluster.quota: \"much\": expected a Kubernetes quantity")
        .contains("clusters.two.config.other:key: 1: expected a key of the program")
        .doesNotContain("\tat ");
  }

  @Test
  void aBackendNeedsCredentialsAndAListNeedsClusters() throws IOException {
    // when
    var code = run(list(HEAD.replaceAll("  passphrase.*\n", "") + "clusters: {}\n"));
    // then
    assertThat(code).isEqualTo(1);
    assertThat(errors.toString())
        .contains("operator: no credentials: expected passphrase or secretsProvider")
        .contains("clusters: {}: expected names with a block each");
  }

  @Test
  void aListThatIsNotThereOrNoYamlIsOneLine() throws IOException {
    assertThat(run(folder.resolve("absent.yaml"))).isEqualTo(2);
    assertThat(run(list("clusters: {\n"))).isEqualTo(2);
    assertThat(run(list(HEAD + "clusters:\n  one: {}\n  one: {}\n"))).isEqualTo(2);
    assertThat(errors.toString().lines())
        .hasSize(3)
        .allMatch(line -> line.startsWith("error: "))
        .anyMatch(line -> line.contains("there is no such file"))
        .anyMatch(line -> line.contains("Duplicate field 'one'"));
  }

  private int run(Path list) {
    return Ops.commandLine()
        .setOut(new PrintWriter(output))
        .setErr(new PrintWriter(errors, true))
        .execute("operator", list.toString());
  }

  private Path list(String text) throws IOException {
    return Files.writeString(folder.resolve("clusters.yaml"), text);
  }

  private List<JsonNode> stacks() {
    try (var documents =
        new ObjectMapper(new YAMLFactory())
            .readerFor(JsonNode.class)
            .<JsonNode>readValues(output.toString())) {
      return new ArrayList<>(documents.readAll());
    } catch (IOException malformed) {
      throw new AssertionError(output.toString(), malformed);
    }
  }
}

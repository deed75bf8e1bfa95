package greptimedb.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pulumi.core.Output;
import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.config.ConfigurationReader;
import greptimedb.etcd.config.restore.Restored;
import greptimedb.etcd.model.change.MemberCheck;
import greptimedb.etcd.model.cluster.ReleaseNames;
import greptimedb.etcd.model.greptimedb.Cutover;
import greptimedb.etcd.model.greptimedb.LiveCluster;
import greptimedb.etcd.outputs.EtcdStackOutputs;
import greptimedb.etcd.outputs.OutputsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The outputs, their schema and their reader say the same. */
class OutputsContractTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String RESTORE = "restore: {enabled: true, snapshot: latest}";
  private static final Restored RESTORED =
      new Restored("etcd-recover", "latest", "restore-2025-01-06_11-18-01234567");

  @TestFactory
  Stream<DynamicTest> everyGoldenScenarioFits() throws IOException {
    try (var folders = Files.list(Path.of("src/test/golden"))) {
      return folders.sorted().toList().stream()
          .map(folder -> folder.resolve("out/outputs.yaml"))
          .map(
              file ->
                  dynamicTest(file.toString(), () -> OutputsSchema.check(StackFile.tree(file))));
    }
  }

  @Test
  void theReaderNamesWhatTheSchemaRequires() throws IOException {
    var schema = MAPPER.readTree(Files.readString(Path.of("stacks/outputs.schema.json")));
    assertThat(schema.path("required"))
        .extracting(name -> name.asText())
        .containsExactlyElementsOf(EtcdStackOutputs.REQUIRED);
  }

  /** Each switch off, managed and chart, beside each of the others. */
  @Test
  void everyCombinationOfSwitchesFits() {
    var combinations = combinations();
    assertThat(combinations).hasSizeGreaterThan(80);
    for (var blocks : combinations) {
      // given
      var configuration = read(blocks);

      // when
      var outputs = outputs(configuration);

      // then
      OutputsSchema.check(MAPPER.valueToTree(outputs));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "contractVersion",
        "namespace",
        "activeRelease",
        "endpoint",
        "memberEndpoints",
        "releases"
      })
  void anOutputThatIsAlwaysThereIsMissed(String output) {
    // given
    ObjectNode outputs = MAPPER.valueToTree(outputs(read(List.of())));
    outputs.remove(output);

    // then
    assertThat(OutputsSchema.closed().validate(outputs)).isNotEmpty();
    assertThatThrownBy(() -> OutputsSchema.read(outputs))
        .isInstanceOf(OutputsException.class)
        .hasMessageStartingWith(output + ": missing: ");
  }

  @Test
  void anotherVersionIsRefusedNamingTheKnownOne() {
    // given
    ObjectNode outputs = MAPPER.valueToTree(outputs(read(List.of())));
    outputs.put("contractVersion", 2);

    // then
    assertThat(OutputsSchema.closed().validate(outputs)).isNotEmpty();
    assertThatThrownBy(() -> OutputsSchema.read(outputs))
        .isInstanceOf(OutputsException.class)
        .hasMessageStartingWith("contractVersion: 2: this reader knows version 1; ");
  }

  @Test
  void aLaterProgramMayAddOutputs() {
    // given
    ObjectNode outputs = MAPPER.valueToTree(outputs(read(List.of())));
    outputs.putObject("tls").put("secret", "etcd-client");

    // then
    assertThat(OutputsSchema.open().validate(outputs)).isEmpty();
    assertThat(OutputsSchema.read(outputs).namespace()).isEqualTo("etcd-cluster");
  }

  /** Through a StackReference every number is a double. */
  @Test
  void readsNumbersAsTheEngineHandsThemOver() {
    var outputs = outputs(read(List.of("backup: {enabled: true, storage: {claim: shared}}")));
    outputs.put("contractVersion", 1.0);

    assertThat(EtcdStackOutputs.of(outputs).backup().orElseThrow().keep()).isEqualTo(3);
  }

  private static Configuration read(List<String> blocks) {
    var yaml = new StringBuilder("config:\n  greptimedb-etcd:cluster: {}\n");
    blocks.stream()
        .filter(block -> !block.isEmpty())
        .forEach(block -> yaml.append("  greptimedb-etcd:").append(block).append('\n'));
    return new ConfigurationReader().read(StackFile.settings(yaml.toString()));
  }

  private static List<List<String>> combinations() {
    var combinations = new ArrayList<List<String>>();
    for (var backup : modes("backup: {enabled: true, mode: %s, storage: {claim: shared}}")) {
      for (var monitoring :
          modes("monitoring: {enabled: true, mode: %s, dashboard: {id: 15308}}")) {
        for (var defrag : modes("defrag: {enabled: true, acknowledgeRisk: true, mode: %s}")) {
          for (var greptimedb : List.of("", "greptimedb: {enabled: true}")) {
            for (var restore : backup.isEmpty() ? List.of("") : List.of("", RESTORE)) {
              combinations.add(List.of(backup, monitoring, defrag, greptimedb, restore));
            }
          }
        }
      }
    }
    return combinations;
  }

  private static List<String> modes(String block) {
    return List.of("", block.formatted("managed"), block.formatted("chart"));
  }

  /** As after a run in which everything went well. */
  private static Map<String, Object> outputs(Configuration configuration) {
    var outputs =
        StackOutputs.of(
            configuration,
            new MemberCheck(3, Optional.of("0a1b2c3d")),
            configuration.restore().map(block -> Output.of((Object) RESTORED.output())),
            configuration
                .greptimedb()
                .map(
                    block ->
                        new Cutover(
                            block,
                            new LiveCluster(Map.of()),
                            ReleaseNames.of(configuration.cluster(), configuration.active()))));
    outputs.computeIfPresent("restore", (key, later) -> RESTORED.output());
    return outputs;
  }
}

package greptimedb.etcd.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import greptimedb.etcd.StackFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The editors' schema of stack files: in step with readers and README, and true. */
class ConfigurationSchemaTest {
  private static final Path SCHEMA = Path.of("stacks/config.schema.json");

  /** Before anything reads it. */
  @BeforeAll
  static void writeAnew() throws IOException {
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(SCHEMA, generated());
    }
  }

  @Test
  void isTheOneThatReadersAndReadmeYield() throws IOException {
    assertThat(SCHEMA).as("make golden writes it anew").hasContent(generated());
  }

  @TestFactory
  Stream<DynamicTest> everyStackFileNamesItAndFits() {
    return StackFile.all().stream()
        .map(
            file ->
                dynamicTest(
                    file.toString(),
                    () -> {
                      assertThat(Files.readAllLines(file).get(0))
                          .isEqualTo("# yaml-language-server: $schema=" + SCHEMA);
                      assertThat(errors(StackFile.tree(file))).isEmpty();
                    }));
  }

  /** Wherever it lies: a stack file of this project, or a list of clusters with such a block. */
  @Test
  void everyFileWithASettingOfTheProgramNamesASchema() throws IOException {
    try (var files = Files.walk(Path.of(""), 4)) {
      var withSettings =
          files
              .filter(file -> file.toString().matches("(Pulumi\\.[^/]+|stacks/.+)\\.yaml"))
              .filter(file -> !file.toString().contains("target/"))
              .filter(ConfigurationSchemaTest::hasSettings)
              .toList();
      assertThat(withSettings).hasSizeGreaterThanOrEqualTo(4);
      assertThat(withSettings)
          .allSatisfy(
              file -> {
                var first = Files.readAllLines(file).get(0);
                assertThat(first).startsWith("# yaml-language-server: $schema=");
                assertThat(file.resolveSibling(first.substring(first.indexOf('=') + 1))).exists();
              });
    }
  }

  private static boolean hasSettings(Path file) {
    try {
      return Files.readString(file).matches("(?s).*\n +greptimedb-etcd:[a-z]+:(?! *\n +type:).*");
    } catch (IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
  }

  @TestFactory
  Stream<DynamicTest> everyGoldenScenarioFits() throws IOException {
    try (var folders = Files.list(Path.of("src/test/golden"))) {
      return folders
          .map(folder -> folder.resolve("in.yaml"))
          .filter(Files::exists)
          .sorted()
          .toList()
          .stream()
          .map(
              file ->
                  dynamicTest(
                      file.toString(), () -> assertThat(errors(StackFile.tree(file))).isEmpty()));
    }
  }

  @Test
  void everyDefaultFits() throws IOException {
    for (var setting : SettingsTable.read().values()) {
      if (setting.defaultValue().isPresent()) {
        var json = new ObjectMapper().createObjectNode();
        json.putObject("config").putObject("greptimedb-etcd:cluster");
        var block = json.withObject("/config");
        var path = ("greptimedb-etcd:" + setting.key()).split("\\.", -1);
        for (var index = 0; index < path.length - 1; index++) {
          block = block.withObjectProperty(path[index]);
        }
        block.set(path[path.length - 1], setting.defaultValue().get());

        assertThat(errors(json)).as(setting.key()).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{config: {}}",
        "{config: {greptimedb-etcd:cluster: {}, greptimedb-etcd:backups: {}}}",
        "{config: {greptimedb-etcd:cluster: {replica: 3}}}",
        "{config: {greptimedb-etcd:cluster: {replicas: \"3\"}}}",
        "{config: {greptimedb-etcd:cluster: {replicas: 10}}}",
        "{config: {greptimedb-etcd:cluster: {storage: 8Gi}}}",
        "{config: {greptimedb-etcd:cluster: {createNamespace: \"true\"}}}",
        "{config: {greptimedb-etcd:cluster: {}, greptimedb-etcd:backup: {mode: cluster}}}",
        "{config: {greptimedb-etcd:cluster: {}, greptimedb-etcd:monitoring: {labels: [a]}}}"
      })
  void refusesWhatTheReaderRefuses(String file) throws IOException {
    // given
    var tree = StackFile.read(file);

    // then
    assertThat(errors(tree)).isNotEmpty();
    assertThat(ConfigurationText.problems(tree)).isNotEmpty();
  }

  @Test
  void leavesOtherNamespacesAlone() throws IOException {
    assertThat(
            errors(
                StackFile.read(
                    "{encryptionsalt: v1, config: {greptimedb-etcd:cluster: {}, kubernetes:context: a}}")))
        .isEmpty();
  }

  private static String generated() throws IOException {
    return new ObjectMapper()
            .writerWithDefaultPrettyPrinter()
            .writeValueAsString(ConfigurationSchema.generate())
        + "\n";
  }

  private static List<Error> errors(JsonNode stackFile) throws IOException {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(new ObjectMapper().readTree(SCHEMA.toFile()))
        .validate(stackFile);
  }
}

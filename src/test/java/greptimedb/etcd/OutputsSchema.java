package greptimedb.etcd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import greptimedb.etcd.outputs.EtcdStackOutputs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;

/** The contract, stacks/outputs.schema.json, and outputs held against it. */
public final class OutputsSchema {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Path FILE = Path.of("stacks/outputs.schema.json");

  private OutputsSchema() {}

  /** Fails the test unless schema and reader take the outputs, and find the same blocks in them. */
  public static EtcdStackOutputs check(JsonNode outputs) {
    assertThat(closed().validate(outputs)).as(outputs.toString()).isEmpty();
    var read = read(outputs);
    assertThat(read.releases()).containsKey(read.activeRelease());
    assertThat(read.releases().get(read.activeRelease()).endpoint()).isEqualTo(read.endpoint());
    assertThat(read.backup().isPresent()).isEqualTo(outputs.has("backup"));
    assertThat(read.restore().isPresent()).isEqualTo(outputs.has("restore"));
    assertThat(read.monitoring().isPresent()).isEqualTo(outputs.has("monitoring"));
    assertThat(read.defrag().isPresent()).isEqualTo(outputs.has("defrag"));
    assertThat(read.greptimedb().isPresent()).isEqualTo(outputs.has("greptimedb"));
    return read;
  }

  static EtcdStackOutputs read(JsonNode outputs) {
    return EtcdStackOutputs.of(
        MAPPER.convertValue(outputs, new TypeReference<Map<String, Object>>() {}));
  }

  /** As readers have it: what they do not know, they pass over. */
  static Schema open() {
    return schema(tree());
  }

  /** With every block closed, so that an output that the schema does not describe is found. */
  static Schema closed() {
    var schema = tree();
    close(schema);
    return schema(schema);
  }

  private static JsonNode tree() {
    try {
      return MAPPER.readTree(FILE.toFile());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Schema schema(JsonNode schema) {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(schema);
  }

  private static void close(JsonNode node) {
    if (node instanceof ObjectNode object && object.path("properties").isObject()) {
      object.put("additionalProperties", false);
    }
    node.forEach(OutputsSchema::close);
  }
}

package greptimedb.etcd.ops.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import greptimedb.etcd.config.ConfigurationReader;
import greptimedb.etcd.config.reading.Section;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The schema of stack files that editors use, packed into the jar. */
final class SettingsSchema {
  private static final Pattern DOT = Pattern.compile("\\.");

  private final JsonNode blocks;

  private SettingsSchema(JsonNode blocks) {
    this.blocks = blocks;
  }

  static SettingsSchema bundled() {
    try (var stream = SettingsSchema.class.getResourceAsStream("/config.schema.json")) {
      var schema = new ObjectMapper().readTree(stream);
      return new SettingsSchema(schema.at("/properties/config/properties"));
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  /** The setting or block of a path, with or without the program's namespace before it. */
  Optional<Setting> find(String key) {
    var path = DOT.splitAsStream(withoutNamespace(key)).toList();
    var found = blocks.path(ConfigurationReader.NAMESPACE + ":" + path.get(0));
    for (var name : path.subList(1, path.size())) {
      found = found.path("properties").path(name);
    }
    return found.isMissingNode()
        ? Optional.empty()
        : Optional.of(new Setting(withoutNamespace(key), found));
  }

  /** What is said of a key that is not there. */
  String unknown(String key) {
    return Section.unknownKey(withoutNamespace(key), keys());
  }

  private Set<String> keys() {
    var keys = new LinkedHashSet<String>();
    for (var block : blocks.properties()) {
      var name = withoutNamespace(block.getKey());
      keys.add(name);
      new Setting(name, block.getValue()).leaves().forEach(leaf -> keys.add(leaf.key()));
    }
    return keys;
  }

  private static String withoutNamespace(String key) {
    return key.replaceFirst("^" + ConfigurationReader.NAMESPACE + ":", "");
  }

  /**
   * A setting or a block.
   *
   * @param key its path
   * @param schema what it is
   */
  record Setting(String key, JsonNode schema) {

    boolean isBlock() {
      return schema.has("properties");
    }

    /** The settings of a block and of the blocks inside it. */
    List<Setting> leaves() {
      if (!isBlock()) {
        return List.of(this);
      }
      var leaves = new ArrayList<Setting>();
      for (var inside : schema.get("properties").properties()) {
        leaves.addAll(new Setting(key + "." + inside.getKey(), inside.getValue()).leaves());
      }
      return leaves;
    }

    /** A table of the settings of a block. */
    List<List<String>> settings() {
      var rows = new ArrayList<List<String>>();
      rows.add(List.of("SETTING", "DEFAULT", "WHAT IT IS"));
      for (var leaf : leaves()) {
        rows.add(List.of(leaf.key(), leaf.defaultValue().orElse("-"), leaf.description()));
      }
      return rows;
    }

    /** A table of what is known of a setting. */
    List<List<String>> facts() {
      var rows = new ArrayList<List<String>>();
      rows.add(List.of("setting", key));
      rows.add(List.of("what it is", description()));
      rows.add(List.of("default", defaultValue().orElse("none")));
      if (schema.has("enum")) {
        rows.add(List.of("one of", listed(schema.get("enum"))));
      }
      if (schema.has("minimum")) {
        rows.add(
            List.of("from", schema.path("minimum").asText() + " to " + schema.path("maximum")));
      }
      if (schema.has("examples")) {
        rows.add(List.of("examples", listed(schema.get("examples"))));
      }
      return rows;
    }

    private String description() {
      return schema.path("description").asText().replace("`", "");
    }

    private Optional<String> defaultValue() {
      var value = schema.path("default");
      return value.isMissingNode()
          ? Optional.empty()
          : Optional.of(value.isTextual() ? value.asText() : value.toString());
    }

    private static String listed(JsonNode values) {
      return StreamSupport.stream(values.spliterator(), false)
          .map(JsonNode::asText)
          .collect(Collectors.joining(", "));
    }
  }
}

package greptimedb.etcd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The configuration of a stack file, as the engine hands it to the program. */
public final class StackFile {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private StackFile() {}

  public static Map<String, String> settings(Path file) {
    return settings(tree(file));
  }

  /** From a YAML text with a block {@code config}. */
  public static Map<String, String> settings(String yaml) {
    return settings(read(yaml));
  }

  /** A YAML text as a tree. */
  public static JsonNode read(String yaml) {
    try {
      return YAML.readTree(yaml);
    } catch (IOException malformed) {
      throw new IllegalArgumentException(yaml, malformed);
    }
  }

  public static JsonNode tree(Path file) {
    try {
      return YAML.readTree(file.toFile());
    } catch (IOException malformed) {
      throw new IllegalArgumentException(file.toString(), malformed);
    }
  }

  /** The stack files at the top of the project. */
  public static List<Path> all() {
    try (var files = Files.list(Path.of(""))) {
      return files.filter(file -> file.toString().matches("Pulumi\\..+\\.yaml")).sorted().toList();
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  /** From a stack file's tree. */
  public static Map<String, String> settings(JsonNode stack) {
    var settings = new HashMap<String, String>();
    stack
        .path("config")
        .properties()
        .forEach(
            entry ->
                settings.put(
                    entry.getKey(),
                    entry.getValue().isTextual()
                        ? entry.getValue().textValue()
                        : entry.getValue().toString()));
    return settings;
  }
}

package greptimedb.etcd.ops.configuration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import greptimedb.etcd.ops.console.OpsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A file {@code Pulumi.NAME.yaml}, read without Pulumi.
 *
 * @param settings from {@code namespace:key} to a text, or JSON for a block, as the engine hands
 *     them to the program
 * @param encrypted keys whose whole value is a secret; they are read as if they took every default
 */
record StackFile(Map<String, String> settings, List<String> encrypted) {
  private static final ObjectMapper YAML =
      new ObjectMapper(
          YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());

  /**
   * Reads a file.
   *
   * @throws OpsException if there is none, or if it is no YAML of a stack
   */
  static StackFile read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw OpsException.unreadable(file + ": there is no such file");
    }
    try {
      var tree = YAML.readTree(file.toFile());
      var config = tree.path("config");
      if (!tree.isObject() || !(config.isObject() || config.isMissingNode())) {
        throw OpsException.unreadable(file + ": expected the YAML of a stack, with a block config");
      }
      return of(config);
    } catch (JsonProcessingException malformed) {
      var line = malformed.getLocation() == null ? "" : ":" + malformed.getLocation().getLineNr();
      throw OpsException.unreadable(
          "%s%s: not YAML: %s"
              .formatted(
                  file,
                  line,
                  malformed.getOriginalMessage().lines().findFirst().orElse("unreadable")));
    } catch (IOException e) {
      throw OpsException.unreadable(file + " cannot be read", e);
    }
  }

  private static StackFile of(JsonNode config) {
    var settings = new TreeMap<String, String>();
    var encrypted = new ArrayList<String>();
    for (var entry : config.properties()) {
      var value = entry.getValue();
      if (value.isObject() && value.size() == 1 && value.has("secure")) {
        encrypted.add(entry.getKey());
        settings.put(entry.getKey(), "{}");
      } else {
        settings.put(entry.getKey(), value.isTextual() ? value.textValue() : value.toString());
      }
    }
    return new StackFile(settings, encrypted);
  }
}

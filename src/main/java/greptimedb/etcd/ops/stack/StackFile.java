package greptimedb.etcd.ops.stack;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import greptimedb.etcd.config.reading.Shown;
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
 * @param secrets where a secret is, a whole value or a part of one: the key, then the path inside
 */
public record StackFile(
    Map<String, String> settings, List<String> encrypted, List<JsonPointer> secrets) {
  private static final ObjectMapper YAML =
      new ObjectMapper(
          YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());

  /**
   * Reads a file.
   *
   * @throws OpsException if there is none, or if it is no YAML of a stack
   */
  public static StackFile read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw OpsException.unreadable(file + ": there is no such file");
    }
    try {
      return parse(Files.readString(file), file.toString());
    } catch (IOException e) {
      throw OpsException.unreadable(file + " cannot be read", e);
    }
  }

  /**
   * Reads a text.
   *
   * @param name of the file, for errors
   * @throws OpsException if it is no YAML of a stack
   */
  public static StackFile parse(String text, String name) {
    try {
      var tree = YAML.readTree(text);
      var config = tree.path("config");
      if (!tree.isObject() || !(config.isObject() || config.isMissingNode())) {
        throw OpsException.unreadable(name + ": expected the YAML of a stack, with a block config");
      }
      return of(config);
    } catch (JsonProcessingException malformed) {
      var line = malformed.getLocation() == null ? "" : ":" + malformed.getLocation().getLineNr();
      throw OpsException.unreadable(
          "%s%s: not YAML: %s"
              .formatted(
                  name,
                  line,
                  Shown.line(
                      malformed.getOriginalMessage().lines().findFirst().orElse("unreadable"))));
    }
  }

  private static StackFile of(JsonNode config) {
    var settings = new TreeMap<String, String>();
    var encrypted = new ArrayList<String>();
    var secrets = new ArrayList<JsonPointer>();
    for (var entry : config.properties()) {
      var value = entry.getValue();
      find(value, JsonPointer.empty().appendProperty(entry.getKey()), secrets);
      if (isSecret(value)) {
        encrypted.add(entry.getKey());
        settings.put(entry.getKey(), "{}");
      } else {
        settings.put(entry.getKey(), value.isTextual() ? value.textValue() : value.toString());
      }
    }
    return new StackFile(settings, encrypted, secrets);
  }

  private static void find(JsonNode node, JsonPointer at, List<JsonPointer> secrets) {
    if (isSecret(node)) {
      secrets.add(at);
      return;
    }
    node.properties()
        .forEach(entry -> find(entry.getValue(), at.appendProperty(entry.getKey()), secrets));
    for (var index = 0; node.isArray() && index < node.size(); index++) {
      find(node.get(index), at.appendIndex(index), secrets);
    }
  }

  private static boolean isSecret(JsonNode node) {
    return node.isObject() && node.size() == 1 && node.has("secure");
  }
}

package greptimedb.etcd.ops.stack;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import greptimedb.etcd.ops.console.Json;
import java.util.function.BiConsumer;

/**
 * Secrets in a state: objects with a signature and either {@code ciphertext} or, where they were
 * asked for, {@code plaintext} (sdk/go/common/resource/sig in pulumi/pulumi).
 */
public final class StateSecrets {
  private static final String SIGNATURE_KEY = "4dabf18193072939515e22adb298388d";
  private static final String SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270";
  private static final String PLAINTEXT = "plaintext";

  private StateSecrets() {}

  /** Whether a value is a secret. */
  public static boolean isSecret(JsonNode value) {
    return value.path(SIGNATURE_KEY).asText().equals(SECRET_SIGNATURE);
  }

  /**
   * The value as the program gave it; secrets that are encrypted stay what they are.
   *
   * @param found is told of each secret in it: where, and its value
   */
  public static JsonNode revealed(JsonNode value, BiConsumer<JsonPointer, JsonNode> found) {
    return revealed(value, JsonPointer.empty(), found);
  }

  private static JsonNode revealed(
      JsonNode value, JsonPointer at, BiConsumer<JsonPointer, JsonNode> found) {
    if (isSecret(value)) {
      var plain =
          value.has(PLAINTEXT)
              ? new Json().parse(value.path(PLAINTEXT).asText(), "a secret of the state")
              : TextNode.valueOf(value.path("ciphertext").asText());
      found.accept(at, plain);
      return plain;
    }
    if (value instanceof ObjectNode object) {
      var copy = JsonNodeFactory.instance.objectNode();
      object
          .properties()
          .forEach(
              entry ->
                  copy.set(
                      entry.getKey(),
                      revealed(entry.getValue(), at.appendProperty(entry.getKey()), found)));
      return copy;
    }
    if (value instanceof ArrayNode list) {
      var copy = JsonNodeFactory.instance.arrayNode();
      for (var index = 0; index < list.size(); index++) {
        copy.add(revealed(list.get(index), at.appendIndex(index), found));
      }
      return copy;
    }
    return value;
  }
}

package greptimedb.etcd.ops.diff.compare;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Masks an object's secrets on both sides, and still lets a changed one be seen: as old on the one
 * and new on the other.
 */
final class Masking {
  private static final Set<String> SECRET_FIELDS = Set.of("data", "stringData");

  private final Secrets secrets;

  Masking(Secrets secrets) {
    this.secrets = secrets;
  }

  /**
   * An object's two forms, fit to be shown.
   *
   * @param before missing where the object is new
   * @param after missing where it goes
   */
  record Masked(JsonNode before, JsonNode after) {}

  Masked of(JsonNode before, JsonNode after) {
    var hiddenAfter = hidden(after, Map.of());
    // What is a secret now was one before, whatever it was.
    var hiddenBefore = hidden(before, hiddenAfter);
    return new Masked(
        masked(before, hiddenBefore, marker(after, hiddenAfter, " (old)")),
        masked(after, hiddenAfter, marker(before, hiddenBefore, " (new)")));
  }

  /**
   * @param raw what the place has
   * @param shown in its stead
   */
  private record Hidden(String raw, String shown) {}

  /** Behind a mask: nothing where the other side has the same secret, or no such object. */
  private record Marker(Set<String> known, String text) {
    String of(String raw) {
      return known.contains(raw) ? "" : text;
    }
  }

  private static Marker marker(JsonNode other, Map<JsonPointer, Hidden> hidden, String text) {
    var known = new HashSet<String>();
    hidden.values().forEach(place -> known.add(place.raw()));
    return new Marker(known, other.isMissingNode() ? "" : text);
  }

  private Map<JsonPointer, Hidden> hidden(JsonNode object, Map<JsonPointer, Hidden> asWell) {
    var alike = new HashMap<String, String>();
    asWell.values().forEach(place -> alike.put(place.raw(), place.shown()));
    var isSecret = object.path("kind").asText().equals("Secret");
    var hidden = new HashMap<JsonPointer, Hidden>();
    walk(
        object,
        JsonPointer.empty(),
        (at, text) -> {
          if (alike.containsKey(text)) {
            hidden.put(at, new Hidden(text, alike.get(text)));
          } else if (asWell.containsKey(at) || (isSecret && SECRET_FIELDS.contains(top(at)))) {
            hidden.put(at, new Hidden(text, Secrets.MASK));
          } else if (secrets.isIn(text)) {
            hidden.put(at, new Hidden(text, secrets.masked(text)));
          }
        });
    return hidden;
  }

  private static String top(JsonPointer at) {
    return at.getMatchingProperty();
  }

  private interface Leaf {
    void found(JsonPointer at, String text);
  }

  private static void walk(JsonNode node, JsonPointer at, Leaf leaf) {
    if (node.isObject()) {
      node.properties()
          .forEach(entry -> walk(entry.getValue(), at.appendProperty(entry.getKey()), leaf));
    } else if (node.isArray()) {
      for (var index = 0; index < node.size(); index++) {
        walk(node.get(index), at.appendIndex(index), leaf);
      }
    } else if (!node.isMissingNode()) {
      leaf.found(at, node.asText());
    }
  }

  private static JsonNode masked(JsonNode node, Map<JsonPointer, Hidden> hidden, Marker marker) {
    return hidden.isEmpty() ? node : masked(node, JsonPointer.empty(), hidden, marker);
  }

  private static JsonNode masked(
      JsonNode node, JsonPointer at, Map<JsonPointer, Hidden> hidden, Marker marker) {
    if (node instanceof ObjectNode object) {
      var copy = JsonNodeFactory.instance.objectNode();
      object
          .properties()
          .forEach(
              entry ->
                  copy.set(
                      entry.getKey(),
                      masked(entry.getValue(), at.appendProperty(entry.getKey()), hidden, marker)));
      return copy;
    }
    if (node instanceof ArrayNode list) {
      var copy = JsonNodeFactory.instance.arrayNode();
      for (var index = 0; index < list.size(); index++) {
        copy.add(masked(list.get(index), at.appendIndex(index), hidden, marker));
      }
      return copy;
    }
    var place = hidden.get(at);
    return place == null ? node : TextNode.valueOf(place.shown() + marker.of(place.raw()));
  }
}

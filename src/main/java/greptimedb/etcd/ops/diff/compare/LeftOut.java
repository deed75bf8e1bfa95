package greptimedb.etcd.ops.diff.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The provider writes the program's objects into the state by way of Kubernetes' Go types, which
 * leave out many a {@code false} and many an empty list: where the state has none, a wanted one is
 * no difference.
 */
final class LeftOut {
  private LeftOut() {}

  /** The wanted object, as the provider would write it down. */
  static JsonNode of(JsonNode before, JsonNode after) {
    if (after instanceof ObjectNode object) {
      var kept = JsonNodeFactory.instance.objectNode();
      object
          .properties()
          .forEach(
              entry -> {
                var old = before.path(entry.getKey());
                if (!old.isMissingNode() || !isLeftOut(entry.getValue())) {
                  kept.set(entry.getKey(), of(old, entry.getValue()));
                }
              });
      return kept;
    }
    if (after instanceof ArrayNode list) {
      var kept = JsonNodeFactory.instance.arrayNode();
      for (var index = 0; index < list.size(); index++) {
        kept.add(of(before.path(index), list.get(index)));
      }
      return kept;
    }
    return after;
  }

  private static boolean isLeftOut(JsonNode value) {
    return (value.isBoolean() && !value.booleanValue()) || (value.isArray() && value.isEmpty());
  }
}

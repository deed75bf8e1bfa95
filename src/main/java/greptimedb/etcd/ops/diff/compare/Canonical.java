package greptimedb.etcd.ops.diff.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/**
 * Brings manifests into one form, so that only what matters to the API server tells them apart: the
 * order of keys, a field that is null and the way in which a number is written do not.
 */
final class Canonical {
  private Canonical() {}

  static JsonNode of(JsonNode node) {
    if (node.isObject()) {
      var sorted = new TreeMap<String, JsonNode>();
      node.properties().stream()
          .filter(entry -> !entry.getValue().isNull())
          .forEach(entry -> sorted.put(entry.getKey(), of(entry.getValue())));
      return JsonNodeFactory.instance.objectNode().setAll((Map<String, JsonNode>) sorted);
    }
    if (node.isArray()) {
      var list = JsonNodeFactory.instance.arrayNode();
      node.forEach(element -> list.add(of(element)));
      return list;
    }
    return node.isNumber() ? number(node.decimalValue()) : node;
  }

  private static JsonNode number(BigDecimal value) {
    var short1 = value.stripTrailingZeros();
    return short1.scale() <= 0
        ? JsonNodeFactory.instance.numberNode(short1.toBigIntegerExact())
        : JsonNodeFactory.instance.numberNode(short1);
  }
}

package greptimedb.etcd.ops.restore.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/** The texts, numbers and booleans of a JSON object by their paths, as the stack file has them. */
final class Leaves {
  private Leaves() {}

  static Map<String, String> of(JsonNode object) {
    var leaves = new TreeMap<String, String>();
    object.properties().forEach(field -> add(field.getKey(), field.getValue(), leaves));
    return leaves;
  }

  private static void add(String path, JsonNode value, Map<String, String> leaves) {
    if (value.isObject()) {
      value
          .properties()
          .forEach(field -> add(path + "." + field.getKey(), field.getValue(), leaves));
    } else {
      leaves.put(path, value.isTextual() ? value.asText() : value.toString());
    }
  }
}

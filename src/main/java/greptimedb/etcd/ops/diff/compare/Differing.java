package greptimedb.etcd.ops.diff.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;

/** Which fields of two objects differ. */
final class Differing {
  private Differing() {}

  /** Names of the fields that only one has, or that differ; sorted. */
  static Set<String> keys(JsonNode before, JsonNode after) {
    var keys = new TreeSet<String>();
    before.fieldNames().forEachRemaining(keys::add);
    after.fieldNames().forEachRemaining(keys::add);
    keys.removeIf(key -> before.path(key).equals(after.path(key)));
    return keys;
  }
}

package greptimedb.etcd.ops.repair;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Makes the JSON merge patch (RFC 7386) that brings an object back to an older revision, as Helm's
 * own rollback does: what the newer revision added goes, what neither names stays (fields that the
 * cluster or a person set).
 *
 * <p>Server-side apply could not do that: the fields that the newer revision added belong to the
 * manager that wrote them, and an apply by another one leaves them.
 */
final class MergePatch {
  private MergePatch() {}

  /** The patch; lists are given whole. Neither argument is changed. */
  static ObjectNode back(JsonNode older, JsonNode newer) {
    ObjectNode patch = older.deepCopy();
    nullAdded(patch, newer);
    return patch;
  }

  private static void nullAdded(ObjectNode patch, JsonNode newer) {
    for (var field : newer.properties()) {
      var mine = patch.get(field.getKey());
      if (mine == null) {
        patch.putNull(field.getKey());
      } else if (mine instanceof ObjectNode inner && field.getValue().isObject()) {
        nullAdded(inner, field.getValue());
      }
    }
  }
}

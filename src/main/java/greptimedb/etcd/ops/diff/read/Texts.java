package greptimedb.etcd.ops.diff.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The texts in a tree. */
final class Texts {
  private Texts() {}

  /** Every scalar as text, in the tree's order. */
  static List<String> of(JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return List.of();
    }
    if (node.isValueNode()) {
      return List.of(node.asText());
    }
    var texts = new ArrayList<String>();
    node.forEach(inside -> texts.addAll(of(inside)));
    return texts;
  }
}

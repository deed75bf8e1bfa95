package greptimedb.etcd.ops.diff.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What of a pod template differs, in Kubernetes' own words. */
final class PodTemplate {
  private static final Set<String> CONTAINERS = Set.of("containers", "initContainers");

  private PodTemplate() {}

  /**
   * Fields of pod and containers, sorted: {@code env, volumes}; none if the templates are equal.
   */
  static List<String> changes(JsonNode before, JsonNode after) {
    var changes = new TreeSet<String>();
    changes.addAll(Differing.keys(before.path("metadata"), after.path("metadata")));
    var oldPod = before.path("spec");
    var newPod = after.path("spec");
    for (var field : Differing.keys(oldPod, newPod)) {
      if (CONTAINERS.contains(field)) {
        changes.addAll(containers(field, oldPod.path(field), newPod.path(field)));
      } else {
        changes.add(field);
      }
    }
    return List.copyOf(changes);
  }

  private static Set<String> containers(String field, JsonNode before, JsonNode after) {
    var old = byName(before);
    var wanted = byName(after);
    if (!old.keySet().equals(wanted.keySet())) {
      return Set.of(field);
    }
    var changes = new TreeSet<String>();
    wanted.forEach(
        (name, container) ->
            changes.addAll(
                Differing.keys(old.getOrDefault(name, MissingNode.getInstance()), container)));
    // The same containers in another order are other pods all the same.
    return changes.isEmpty() ? Set.of(field) : changes;
  }

  private static Map<String, JsonNode> byName(JsonNode containers) {
    var byName = new LinkedHashMap<String, JsonNode>();
    containers.forEach(container -> byName.put(container.path("name").asText(), container));
    return byName;
  }
}

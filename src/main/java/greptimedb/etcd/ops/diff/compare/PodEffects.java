package greptimedb.etcd.ops.diff.compare;

import com.fasterxml.jackson.databind.JsonNode;
import greptimedb.etcd.ops.cluster.ManifestObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a change means for the pods of a workload. */
final class PodEffects {
  private static final Set<String> WORKLOADS = Set.of("StatefulSet", "Deployment", "DaemonSet");

  private PodEffects() {}

  /**
   * Which pods restart, and why, one line each.
   *
   * @param before the workload; missing where it is new
   * @param after the workload; missing where it goes
   */
  static List<String> restarts(ManifestObject.Key key, JsonNode before, JsonNode after) {
    if (!WORKLOADS.contains(key.kind()) || before.isMissingNode() || after.isMissingNode()) {
      return List.of();
    }
    var changes = PodTemplate.changes(before.at("/spec/template"), after.at("/spec/template"));
    if (changes.isEmpty()) {
      return List.of();
    }
    var reason = "(pod template changed: %s)".formatted(String.join(", ", changes));
    if (after.at("/spec/updateStrategy/type").asText().equals("OnDelete")) {
      return List.of(
          "%s: its pods change only when somebody deletes them %s".formatted(key.shown(), reason));
    }
    if (!key.kind().equals("StatefulSet")) {
      return List.of("pods of %s restart %s".formatted(key.shown(), reason));
    }
    var first = after.at("/spec/updateStrategy/rollingUpdate/partition").asInt(0);
    var staying = Math.min(replicas(before), replicas(after));
    return first < staying
        ? List.of("%s %s".formatted(doing(key, first, staying, "restart"), reason))
        : List.of();
  }

  /** Which members of a StatefulSet start or stop for good, one line each. */
  static List<String> scaling(ManifestObject.Key key, JsonNode before, JsonNode after) {
    var lines = new ArrayList<String>();
    if (key.kind().equals("StatefulSet")) {
      var old = before.isMissingNode() ? 0 : replicas(before);
      var wanted = after.isMissingNode() ? 0 : replicas(after);
      if (wanted > old) {
        lines.add(doing(key, old, wanted, "start"));
      } else if (wanted < old) {
        lines.add(doing(key, wanted, old, "stop") + " for good");
      }
    }
    return lines;
  }

  private static int replicas(JsonNode workload) {
    return workload.at("/spec/replicas").asInt(1);
  }

  private static String doing(ManifestObject.Key key, int from, int to, String verb) {
    return to - from == 1
        ? "%s-%d %ss".formatted(key.name(), from, verb)
        : "%s-%d..%d %s".formatted(key.name(), from, to - 1, verb);
  }
}

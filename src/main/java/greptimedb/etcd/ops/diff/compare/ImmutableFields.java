package greptimedb.etcd.ops.diff.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Fields that the API server lets nobody change once the object is there. */
final class ImmutableFields {
  /** All of {@code spec} but these (Kubernetes 1.34, pkg/apis/apps/validation). */
  private static final Map<String, Set<String>> MUTABLE =
      Map.of(
          "StatefulSet",
          Set.of(
              "replicas",
              "ordinals",
              "template",
              "updateStrategy",
              "revisionHistoryLimit",
              "persistentVolumeClaimRetentionPolicy",
              "minReadySeconds"),
          "PersistentVolumeClaim",
          Set.of("resources", "volumeAttributesClassName"),
          "PersistentVolume",
          Set.of(
              "capacity",
              "accessModes",
              "claimRef",
              "mountOptions",
              "nodeAffinity",
              "persistentVolumeReclaimPolicy",
              "storageClassName",
              "volumeAttributesClassName"));

  /** These of {@code spec} alone. */
  private static final Map<String, Set<String>> IMMUTABLE =
      Map.of(
          "Deployment", Set.of("selector"),
          "DaemonSet", Set.of("selector"),
          "Job", Set.of("selector", "template", "completionMode"),
          "Service", Set.of("clusterIP"));

  /** These on top. */
  private static final Map<String, Set<String>> ON_TOP =
      Map.of(
          "ClusterRoleBinding",
          Set.of("roleRef"),
          "RoleBinding",
          Set.of("roleRef"),
          "Secret",
          Set.of("type"),
          "StorageClass",
          Set.of("parameters", "provisioner", "reclaimPolicy", "volumeBindingMode"));

  /**
   * What the engine replaces beside, of the program's own objects: its provider takes a ConfigMap's
   * data for unchangeable, and the Grafana operator its selector.
   */
  private static final Map<String, Set<String>> REPLACED_ON_TOP =
      Map.of("ConfigMap", Set.of("data", "binaryData"), "Secret", Set.of("data", "stringData"));

  private static final Map<String, Set<String>> REPLACED =
      Map.of("GrafanaDashboard", Set.of("instanceSelector"));

  private ImmutableFields() {}

  /** Which of them differ, by their last name, sorted. */
  static List<String> changed(JsonNode before, JsonNode after) {
    var kind = after.path("kind").asText();
    var changed = new TreeSet<String>();
    var spec = differing(before.path("spec"), after.path("spec"));
    if (MUTABLE.containsKey(kind)) {
      spec.stream().filter(field -> !MUTABLE.get(kind).contains(field)).forEach(changed::add);
    }
    changed.addAll(of(IMMUTABLE, kind, spec));
    changed.addAll(of(ON_TOP, kind, differing(before, after)));
    return List.copyOf(changed);
  }

  /** The same of an object that the program declares itself. */
  static List<String> replaced(JsonNode before, JsonNode after) {
    var kind = after.path("kind").asText();
    var changed = new TreeSet<>(changed(before, after));
    changed.addAll(of(REPLACED_ON_TOP, kind, differing(before, after)));
    changed.addAll(of(REPLACED, kind, differing(before.path("spec"), after.path("spec"))));
    return List.copyOf(changed);
  }

  private static Set<String> of(Map<String, Set<String>> rules, String kind, Set<String> fields) {
    var found = new TreeSet<>(fields);
    found.retainAll(rules.getOrDefault(kind, Set.of()));
    return found;
  }

  private static Set<String> differing(JsonNode before, JsonNode after) {
    return Differing.keys(before, after);
  }
}

package greptimedb.etcd.model.monitoring;

import java.util.Map;
import java.util.TreeMap;

/** The metadata of an object in a namespace. */
final class Metadata {
  private Metadata() {}

  /** Labels and annotations are left out where there are none. */
  static Map<String, Object> of(
      String name, String namespace, Map<String, String> labels, Map<String, String> annotations) {
    var metadata = new TreeMap<String, Object>(Map.of("name", name, "namespace", namespace));
    if (!labels.isEmpty()) {
      metadata.put("labels", labels);
    }
    if (!annotations.isEmpty()) {
      metadata.put("annotations", annotations);
    }
    return metadata;
  }

  static Map<String, Object> of(String name, String namespace, Map<String, String> labels) {
    return of(name, namespace, labels, Map.of());
  }
}

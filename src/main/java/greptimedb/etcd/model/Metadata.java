package greptimedb.etcd.model;

import java.util.Map;
import java.util.TreeMap;

/** The metadata of an object in a namespace. */
public final class Metadata {
  /** What every object of the program carries, so that it can be told from the chart's. */
  private static final Map<String, String> OWNER =
      Map.of("app.kubernetes.io/managed-by", "greptimedb-etcd");

  private Metadata() {}

  /** Name, namespace and labels, with the program's own label. */
  public static Map<String, Object> of(
      String name, String namespace, Map<String, String> labels) {
    var all = new TreeMap<String, Object>(OWNER);
    all.putAll(labels);
    return Map.of("name", name, "namespace", namespace, "labels", all);
  }

  /** The same with annotations; none are left out. */
  public static Map<String, Object> of(
      String name, String namespace, Map<String, String> labels, Map<String, String> annotations) {
    var metadata = new TreeMap<>(of(name, namespace, labels));
    if (!annotations.isEmpty()) {
      metadata.put("annotations", annotations);
    }
    return metadata;
  }
}

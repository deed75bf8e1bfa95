package greptimedb.etcd.model;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A Kubernetes object as it is wanted: plain maps, lists and scalars, so that the engine, the tests
 * and the operations command line can all use it.
 *
 * @param apiVersion such as {@code batch/v1}
 * @param kind such as {@code CronJob}
 * @param metadata its name, its namespace unless it has none, its labels and annotations
 * @param content what else it has on top: {@code spec}, {@code data}, {@code rules}
 */
public record KubernetesObject(
    String apiVersion, String kind, Map<String, Object> metadata, Map<String, Object> content) {

  /** An object with a {@code spec}. */
  public static KubernetesObject withSpec(
      String apiVersion, String kind, Map<String, Object> metadata, Map<String, Object> spec) {
    return new KubernetesObject(apiVersion, kind, metadata, Map.of("spec", spec));
  }

  /** The same with an annotation more. */
  public KubernetesObject annotated(String key, String value) {
    var annotations = new LinkedHashMap<String, Object>();
    if (metadata.get("annotations") instanceof Map<?, ?> present) {
      present.forEach((name, text) -> annotations.put(String.valueOf(name), text));
    }
    annotations.put(key, value);
    var annotated = new LinkedHashMap<>(metadata);
    annotated.put("annotations", annotations);
    return new KubernetesObject(apiVersion, kind, annotated, content);
  }

  /** Its name. */
  public String name() {
    return String.valueOf(metadata.get("name"));
  }

  /** As {@code kubectl apply} would take it. */
  public Map<String, Object> manifest() {
    var manifest = new LinkedHashMap<String, Object>();
    manifest.put("apiVersion", apiVersion);
    manifest.put("kind", kind);
    manifest.put("metadata", metadata);
    manifest.putAll(content);
    return manifest;
  }
}

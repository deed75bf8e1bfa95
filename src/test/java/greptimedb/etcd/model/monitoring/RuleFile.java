package greptimedb.etcd.model.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import greptimedb.etcd.model.KubernetesObject;
import java.util.List;
import java.util.stream.StreamSupport;

/** The rules of a PrometheusRule, as Prometheus reads them. */
public final class RuleFile {
  private RuleFile() {}

  /** The content of a rule file. */
  public static JsonNode of(KubernetesObject rules) {
    return new ObjectMapper().valueToTree(rules.content().get("spec"));
  }

  /** Each rule. */
  public static List<JsonNode> rules(JsonNode file) {
    return StreamSupport.stream(file.path("groups").spliterator(), false)
        .flatMap(group -> StreamSupport.stream(group.path("rules").spliterator(), false))
        .toList();
  }
}

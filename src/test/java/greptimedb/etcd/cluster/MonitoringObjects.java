package greptimedb.etcd.cluster;

import static greptimedb.etcd.cluster.TestStack.succeed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What the program put onto the cluster to have a stack watched, as the cluster has it. */
final class MonitoringObjects {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A metric with the labels that it is selected by. */
  private static final Pattern SELECTOR = Pattern.compile("\\b[a-z][a-z_]*\\{[^{}]*}");

  private final TestStack stack;

  MonitoringObjects(TestStack stack) {
    this.stack = stack;
  }

  /** Of the rules, and of the panels of the program's own dashboard. */
  List<String> expressions() throws IOException {
    var expressions = new ArrayList<String>();
    for (var group : json("prometheusrule", "etcd-alerts").at("/spec/groups")) {
      group.path("rules").forEach(rule -> expressions.add(rule.path("expr").asText()));
    }
    for (var panel : dashboard("etcd-dashboard").path("panels")) {
      panel.path("targets").forEach(target -> expressions.add(target.path("expr").asText()));
    }
    return expressions;
  }

  /** Each metric of the expressions, with its labels, once. */
  static Set<String> selectors(List<String> expressions) {
    var selectors = new TreeSet<String>();
    for (var expression : expressions) {
      SELECTOR.matcher(expression).results().map(MatchResult::group).forEach(selectors::add);
    }
    return selectors;
  }

  /** The JSON that a ConfigMap hands to Grafana's sidecar. */
  JsonNode dashboard(String configMap) throws IOException {
    return JSON.readTree(
        json("configmap", configMap).path("data").path(configMap + ".json").asText());
  }

  private JsonNode json(String kind, String name) throws IOException {
    return JSON.readTree(succeed(stack.kubectl("get", kind, name, "-o", "json")).output());
  }
}

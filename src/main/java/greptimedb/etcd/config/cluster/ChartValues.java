package greptimedb.etcd.config.cluster;

import greptimedb.etcd.config.reading.Problem;
import greptimedb.etcd.config.reading.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The further chart values of a stack file, {@code cluster.values}: those that would break or
 * endanger the cluster are refused. What a block holds is not printed, since it may be a secret.
 */
final class ChartValues {
  static final String PATH = "cluster.values";
  private static final Set<String> SERVICES = Set.of("ClusterIP", "NodePort", "LoadBalancer");

  private final List<Problem> problems = new ArrayList<>();

  private ChartValues() {}

  /** What is wrong with them, in their order. */
  static List<Problem> problems(Map<String, Object> values) {
    var check = new ChartValues();
    values.forEach((key, value) -> check.walk(Shown.key(key), value, ChartValueRule.allowed(key)));
    check.problems.addAll(ChartValueLists.problems(values));
    return check.problems;
  }

  private void walk(String path, Object value, ChartValueRule inherited) {
    var rule = ChartValueRules.of(path).orElse(inherited);
    if (ChartValueRules.hasBelow(path)) {
      if (value instanceof Map<?, ?> block) {
        block.forEach(
            (key, inner) -> walk(path + "." + Shown.key(String.valueOf(key)), inner, rule));
      } else {
        refuse(path, value, rule.refusal().orElse("expected a block of chart values"));
      }
    } else if (path.equals("service.type") && !SERVICES.contains(String.valueOf(value))) {
      refuse(path, value, "expected ClusterIP, NodePort or LoadBalancer: clients find etcd by it");
    } else {
      rule.refusal().ifPresent(words -> refuse(path, value, words));
    }
  }

  private void refuse(String path, Object value, String words) {
    problems.add(new Problem(PATH + "." + path, Shown.outline(value), words));
  }
}

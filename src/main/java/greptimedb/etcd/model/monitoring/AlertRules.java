package greptimedb.etcd.model.monitoring;

import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.config.monitoring.AlertConfiguration;
import greptimedb.etcd.config.monitoring.MonitoringConfiguration;
import greptimedb.etcd.model.KubernetesObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The PrometheusRule: the alerts that are on, for the capabilities that are on. */
public final class AlertRules {
  /** The kind. */
  public static final String KIND = "PrometheusRule";

  private AlertRules() {}

  /** The object; empty if no alert is on. */
  public static Optional<KubernetesObject> desired(
      Configuration configuration, MonitoringConfiguration monitoring) {
    var scope = Scope.of(configuration, monitoring);
    var groups =
        monitoring.alerts().map(alerts -> groups(configuration, scope, alerts)).orElse(List.of());
    return groups.isEmpty()
        ? Optional.empty()
        : Optional.of(
            KubernetesObject.withSpec(
                PodMonitors.API_VERSION,
                KIND,
                Metadata.of(
                    scope.podMonitor() + "-alerts",
                    scope.monitoringNamespace(),
                    monitoring.labels()),
                Map.of("groups", groups)));
  }

  private static List<Map<String, Object>> groups(
      Configuration configuration, Scope scope, AlertConfiguration alerts) {
    var thresholds = alerts.thresholds();
    var rules = new LinkedHashMap<String, List<Rule>>();
    rules.put("members", new MemberRules(scope, thresholds).rules());
    rules.put("speed", new SpeedRules(scope, thresholds).rules());
    rules.put("database", new DatabaseRules(scope, thresholds).rules());
    rules.put("jobs", new JobRules(scope, thresholds).rules(configuration));
    var groups = new ArrayList<Map<String, Object>>();
    rules.forEach(
        (name, all) -> {
          var on =
              all.stream()
                  .filter(rule -> alerts.has(rule.alert()))
                  .map(rule -> rule.written(alerts.runbooks()))
                  .toList();
          if (!on.isEmpty()) {
            groups.add(Map.of("name", scope.podMonitor() + "-" + name, "rules", on));
          }
        });
    return groups;
  }
}

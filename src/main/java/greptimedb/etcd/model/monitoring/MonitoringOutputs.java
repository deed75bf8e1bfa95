package greptimedb.etcd.model.monitoring;

import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.config.monitoring.DashboardConfiguration;
import greptimedb.etcd.config.monitoring.ImportedDashboard;
import greptimedb.etcd.config.monitoring.MonitoringConfiguration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The output {@code monitoring}; what there is not is left out. */
public final class MonitoringOutputs {
  private MonitoringOutputs() {}

  /** Who makes it, where it is found, and what other programs select by: {@code job}. */
  public static Map<String, Object> of(
      Configuration configuration, MonitoringConfiguration monitoring) {
    var scope = Scope.of(configuration, monitoring);
    var outputs = new LinkedHashMap<String, Object>();
    outputs.put("mode", monitoring.mode().text());
    outputs.put("namespace", monitoring.namespace());
    outputs.put("podMonitor", scope.podMonitor());
    outputs.put("job", scope.job());
    AlertRules.desired(configuration, monitoring)
        .ifPresent(rules -> outputs.put("rules", rules.name()));
    if (monitoring.dashboard().isAny()) {
      outputs.put("dashboard", dashboard(monitoring.dashboard()));
    }
    return outputs;
  }

  private static Map<String, Object> dashboard(DashboardConfiguration dashboard) {
    var output = new LinkedHashMap<String, Object>();
    output.put("via", dashboard.via().text());
    output.put("own", dashboard.own());
    dashboard.imported().map(ImportedDashboard::id).ifPresent(id -> output.put("id", id));
    dashboard
        .imported()
        .map(ImportedDashboard::revision)
        .ifPresent(revision -> output.put("revision", revision));
    return output;
  }
}

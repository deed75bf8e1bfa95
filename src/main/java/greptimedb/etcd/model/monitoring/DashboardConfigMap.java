package greptimedb.etcd.model.monitoring;

import greptimedb.etcd.config.monitoring.DashboardConfiguration;
import greptimedb.etcd.model.KubernetesObject;
import java.util.Map;

/** A ConfigMap that the sidecar of kube-prometheus-stack's Grafana takes a dashboard from. */
public final class DashboardConfigMap {
  private static final Map<String, String> FOUND_BY = Map.of("grafana_dashboard", "1");

  private DashboardConfigMap() {}

  /** The ConfigMap of one dashboard. */
  public static KubernetesObject desired(
      Scope scope, DashboardConfiguration dashboard, DashboardFile file) {
    var name = scope.podMonitor() + "-" + file.name();
    return new KubernetesObject(
        "v1",
        "ConfigMap",
        Metadata.of(
            name,
            scope.monitoringNamespace(),
            FOUND_BY,
            dashboard.folder().map(folder -> Map.of("grafana_folder", folder)).orElse(Map.of())),
        Map.of("data", Map.of(name + ".json", file.json())));
  }
}

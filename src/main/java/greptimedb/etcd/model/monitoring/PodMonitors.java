package greptimedb.etcd.model.monitoring;

import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.config.monitoring.MonitoringConfiguration;
import greptimedb.etcd.config.value.Mode;
import greptimedb.etcd.model.KubernetesObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The PodMonitor: which pods Prometheus scrapes, and how often. */
public final class PodMonitors {
  /** Group and version of the Prometheus Operator's kinds. */
  public static final String API_VERSION = "monitoring.coreos.com/v1";

  /** The kind. */
  public static final String KIND = "PodMonitor";

  private PodMonitors() {}

  /** The program's own PodMonitor; empty where the chart makes one. */
  public static Optional<KubernetesObject> own(
      Configuration configuration, MonitoringConfiguration monitoring) {
    return monitoring.mode() == Mode.MANAGED
        ? Optional.of(desired(Scope.of(configuration, monitoring), monitoring))
        : Optional.empty();
  }

  /**
   * The document's PodMonitor. The pods serve their metrics on the client port in any case, so
   * nothing about them changes.
   */
  public static KubernetesObject desired(Scope scope, MonitoringConfiguration monitoring) {
    return KubernetesObject.withSpec(
        API_VERSION,
        KIND,
        Metadata.of(scope.podMonitor(), scope.monitoringNamespace(), monitoring.labels()),
        Map.of(
            "selector",
            Map.of(
                "matchLabels",
                Map.of(
                    "app.kubernetes.io/name", "etcd",
                    "app.kubernetes.io/instance", scope.release(),
                    "app.kubernetes.io/component", "etcd")),
            "namespaceSelector",
            Map.of("matchNames", List.of(scope.namespace())),
            "podMetricsEndpoints",
            List.of(
                Map.of(
                    "port",
                    "client",
                    "path",
                    "/metrics",
                    "interval",
                    monitoring.interval().text(),
                    "scrapeTimeout",
                    monitoring.scrapeTimeout().text()))));
  }
}

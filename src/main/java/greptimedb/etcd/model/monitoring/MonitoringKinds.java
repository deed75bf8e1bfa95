package greptimedb.etcd.model.monitoring;

import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.config.monitoring.DashboardRoute;
import greptimedb.etcd.config.monitoring.MonitoringConfiguration;
import greptimedb.etcd.model.RequiredKind;
import java.util.ArrayList;
import java.util.List;

/** The custom kinds that monitoring cannot do without. */
public final class MonitoringKinds {
  private static final String PROMETHEUS =
      "The Prometheus Operator, also as part of kube-prometheus-stack,";

  private MonitoringKinds() {}

  /** Of what a stack has enabled; the chart's PodMonitor needs the kind as well. */
  public static List<RequiredKind> of(Configuration configuration) {
    return configuration.monitoring().map(block -> kinds(configuration, block)).orElse(List.of());
  }

  private static List<RequiredKind> kinds(
      Configuration configuration, MonitoringConfiguration monitoring) {
    var kinds = new ArrayList<RequiredKind>();
    kinds.add(
        new RequiredKind(
            PodMonitors.API_VERSION,
            PodMonitors.KIND,
            "podmonitors.monitoring.coreos.com",
            PROMETHEUS,
            "monitoring.enabled",
            "true",
            "monitoring.enabled: false"));
    if (AlertRules.desired(configuration, monitoring).isPresent()) {
      kinds.add(
          new RequiredKind(
              PodMonitors.API_VERSION,
              AlertRules.KIND,
              "prometheusrules.monitoring.coreos.com",
              PROMETHEUS,
              "monitoring.alerts.enabled",
              "true",
              "monitoring.alerts.enabled: false, or monitoring.enabled: false"));
    }
    if (monitoring.dashboard().isAny() && monitoring.dashboard().via() == DashboardRoute.OPERATOR) {
      kinds.add(
          new RequiredKind(
              GrafanaDashboards.API_VERSION,
              GrafanaDashboards.KIND,
              "grafanadashboards.grafana.integreatly.org",
              "The Grafana operator",
              "monitoring.dashboard.via",
              "operator",
              "monitoring.dashboard.via: sidecar, or monitoring.enabled: false"));
    }
    return kinds;
  }
}

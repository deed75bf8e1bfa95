package greptimedb.etcd.model.monitoring;

import greptimedb.etcd.config.monitoring.MonitoringConfiguration;
import greptimedb.etcd.config.value.Mode;
import java.util.Map;

/** The document's chart values for metrics, for {@code mode: chart}. */
public final class ChartMetricsValues {
  private ChartMetricsValues() {}

  /** The value {@code metrics}; none where the program owns the PodMonitor. */
  public static Map<String, Object> of(MonitoringConfiguration monitoring) {
    if (monitoring.mode() != Mode.CHART) {
      return Map.of();
    }
    return Map.of(
        "metrics",
        Map.of(
            "enabled",
            true,
            "podMonitor",
            Map.of(
                "enabled", true,
                "namespace", monitoring.namespace(),
                "interval", monitoring.interval().text(),
                "scrapeTimeout", monitoring.scrapeTimeout().text(),
                "additionalLabels", monitoring.labels())));
  }
}

package greptimedb.etcd.config.monitoring;

import java.util.Optional;

/**
 * The block {@code monitoring.dashboard}.
 *
 * @param own whether there is the program's own dashboard, which needs no download
 * @param imported the dashboard that somebody published; empty means none
 * @param via how Grafana gets them
 * @param datasource of Prometheus: its uid for {@code sidecar} and {@code api}, its name for {@code
 *     operator}
 * @param folder of Grafana: its title, for {@code api} its uid; empty means the general one
 * @param grafana where it is, for {@code operator} and {@code api}
 */
public record DashboardConfiguration(
    boolean own,
    Optional<ImportedDashboard> imported,
    DashboardRoute via,
    String datasource,
    Optional<String> folder,
    GrafanaInstance grafana) {

  /** Whether there is any dashboard. */
  public boolean isAny() {
    return own || imported.isPresent();
  }
}

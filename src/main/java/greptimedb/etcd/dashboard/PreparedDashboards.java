package greptimedb.etcd.dashboard;

import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.config.monitoring.ImportedDashboard;
import greptimedb.etcd.config.monitoring.MonitoringConfiguration;
import greptimedb.etcd.model.KubernetesObject;
import greptimedb.etcd.model.monitoring.Dashboards;
import java.util.List;

/**
 * Dashboards with all that they need from outside, before anything is declared.
 *
 * @param objects in the order in which they need each other
 * @param warnings one line each
 */
public record PreparedDashboards(List<KubernetesObject> objects, List<String> warnings) {

  /** Those of a stack; none where monitoring is off. */
  public static PreparedDashboards of(Configuration configuration, DashboardLoader loader) {
    return configuration
        .monitoring()
        .map(monitoring -> of(configuration, monitoring, loader))
        .orElse(new PreparedDashboards(List.of(), List.of()));
  }

  private static PreparedDashboards of(
      Configuration configuration, MonitoringConfiguration monitoring, DashboardLoader loader) {
    var loaded =
        monitoring
            .dashboard()
            .imported()
            .filter(imported -> Dashboards.needsJson(monitoring.dashboard().via(), imported))
            .map(loader::load);
    var warnings =
        monitoring
            .dashboard()
            .imported()
            .filter(imported -> imported.sha256().isEmpty())
            .flatMap(imported -> loaded.map(json -> warning(imported, json)));
    return new PreparedDashboards(
        Dashboards.desired(configuration, monitoring, loaded.map(DashboardLoader.Loaded::json)),
        warnings.map(List::of).orElse(List.of()));
  }

  private static String warning(ImportedDashboard imported, DashboardLoader.Loaded loaded) {
    return "monitoring.dashboard.sha256: missing: dashboard %d is not pinned, so a preview downloads it each time; record sha256: %s"
        .formatted(imported.id(), loaded.sha256());
  }
}

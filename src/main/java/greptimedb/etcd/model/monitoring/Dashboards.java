package greptimedb.etcd.model.monitoring;

import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.config.monitoring.DashboardConfiguration;
import greptimedb.etcd.config.monitoring.DashboardRoute;
import greptimedb.etcd.config.monitoring.DashboardSource;
import greptimedb.etcd.config.monitoring.ImportedDashboard;
import greptimedb.etcd.config.monitoring.MonitoringConfiguration;
import greptimedb.etcd.model.KubernetesObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The objects that bring dashboards to Grafana. */
public final class Dashboards {
  private Dashboards() {}

  /**
   * Whether the program must have the JSON of an imported dashboard: not where Grafana downloads it
   * itself. The Grafana operator does so as well, but has to be told the dashboard's inputs, which
   * only the JSON names.
   */
  public static boolean needsJson(DashboardRoute via, ImportedDashboard imported) {
    return via != DashboardRoute.API || !(imported.source() instanceof DashboardSource.Published);
  }

  /**
   * The objects, in the order in which they need each other.
   *
   * @param json of the imported dashboard, where the program must have it
   * @throws greptimedb.etcd.config.reading.ConfigurationException if it has an input without data
   *     source
   */
  public static List<KubernetesObject> desired(
      Configuration configuration,
      MonitoringConfiguration monitoring,
      Optional<DashboardJson> json) {
    var dashboard = monitoring.dashboard();
    var scope = Scope.of(configuration, monitoring);
    var files = new ArrayList<DashboardFile>();
    if (dashboard.own()) {
      files.add(OwnDashboard.of(configuration, monitoring));
    }
    var inputs =
        dashboard
            .imported()
            .flatMap(imported -> json.map(text -> DashboardInputs.of(text, dashboard, imported)))
            .orElse(Map.of());
    var download = operatorDownloads(dashboard);
    if (download.isEmpty()) {
      dashboard
          .imported()
          .flatMap(imported -> json.map(text -> file(imported, text.resolved(inputs))))
          .ifPresent(files::add);
    }
    return switch (dashboard.via()) {
      case SIDECAR ->
          files.stream().map(file -> DashboardConfigMap.desired(scope, dashboard, file)).toList();
      case OPERATOR -> {
        var objects = new ArrayList<KubernetesObject>();
        files.forEach(file -> objects.add(GrafanaDashboards.desired(scope, dashboard, file)));
        download.ifPresent(
            imported -> objects.add(GrafanaDashboards.desired(scope, dashboard, imported, inputs)));
        yield objects;
      }
      case API -> {
        var published = dashboard.imported().filter(imported -> json.isEmpty());
        yield files.isEmpty() && published.isEmpty()
            ? List.of()
            : new DashboardImport(scope, dashboard, files, published).desired();
      }
    };
  }

  /** A mirror or a file is not what the operator would download. */
  private static Optional<ImportedDashboard> operatorDownloads(DashboardConfiguration dashboard) {
    return dashboard
        .imported()
        .filter(imported -> dashboard.via() == DashboardRoute.OPERATOR)
        .filter(imported -> imported.source() instanceof DashboardSource.Published);
  }

  private static DashboardFile file(ImportedDashboard imported, String json) {
    return new DashboardFile("dashboard-" + imported.id(), json);
  }
}

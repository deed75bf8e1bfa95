package greptimedb.etcd.model.monitoring;

import greptimedb.etcd.config.monitoring.DashboardConfiguration;
import greptimedb.etcd.config.monitoring.ImportedDashboard;
import greptimedb.etcd.model.KubernetesObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** GrafanaDashboards of the Grafana operator. */
public final class GrafanaDashboards {
  /** Group and version of the operator's kinds. */
  public static final String API_VERSION = "grafana.integreatly.org/v1beta1";

  /** The kind. */
  public static final String KIND = "GrafanaDashboard";

  private GrafanaDashboards() {}

  /** One whose JSON the program has. */
  public static KubernetesObject desired(
      Scope scope, DashboardConfiguration dashboard, DashboardFile file) {
    return object(scope, dashboard, file.name(), Map.of("json", file.json()));
  }

  /**
   * One that the operator downloads from grafana.com itself.
   *
   * @param inputs names of the dashboard's inputs, which only its JSON tells
   */
  public static KubernetesObject desired(
      Scope scope,
      DashboardConfiguration dashboard,
      ImportedDashboard imported,
      Map<String, String> inputs) {
    Set<String> names = new TreeSet<>(inputs.keySet());
    return object(
        scope,
        dashboard,
        "dashboard-" + imported.id(),
        Map.of(
            "grafanaCom",
            Map.of("id", imported.id(), "revision", imported.revision()),
            "datasources",
            names.stream()
                .map(name -> Map.of("inputName", name, "datasourceName", inputs.get(name)))
                .toList()));
  }

  private static KubernetesObject object(
      Scope scope, DashboardConfiguration dashboard, String name, Map<String, Object> content) {
    var spec = new LinkedHashMap<String, Object>(content);
    spec.put("instanceSelector", Map.of("matchLabels", dashboard.grafana().labels()));
    // The Grafana object is usually in the namespace of its own.
    spec.put("allowCrossNamespaceImport", true);
    dashboard.folder().ifPresent(folder -> spec.put("folder", folder));
    return KubernetesObject.withSpec(
        API_VERSION,
        KIND,
        Metadata.of(scope.podMonitor() + "-" + name, scope.monitoringNamespace(), Map.of()),
        spec);
  }

  /** What a change of which means another object: the operator takes no other selector. */
  public static List<String> immutable() {
    return List.of("spec.instanceSelector");
  }
}

package greptimedb.etcd.model.monitoring;

import com.fasterxml.jackson.databind.node.TextNode;
import greptimedb.etcd.config.monitoring.DashboardConfiguration;
import greptimedb.etcd.config.monitoring.GrafanaInstance;
import greptimedb.etcd.config.monitoring.ImportedDashboard;
import greptimedb.etcd.model.KubernetesObject;
import greptimedb.etcd.model.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Job that imports dashboards by Grafana's own calls. Its name changes with what is imported, and
 * where: it runs again only then, so that what somebody changed in Grafana is left alone.
 */
public final class DashboardImport {
  private static final String SCRIPT = "import-dashboards.sh";
  private static final String FOLDER = "/import";
  private static final int LONGEST_SECONDS = 180;
  private static final int NOBODY = 65534;

  private final Scope scope;
  private final DashboardConfiguration dashboard;
  private final List<DashboardFile> files;
  private final Optional<ImportedDashboard> published;

  /**
   * An import.
   *
   * @param files dashboards whose JSON the program has
   * @param published one that Grafana downloads itself
   */
  public DashboardImport(
      Scope scope,
      DashboardConfiguration dashboard,
      List<DashboardFile> files,
      Optional<ImportedDashboard> published) {
    this.scope = scope;
    this.dashboard = dashboard;
    this.files = files;
    this.published = published;
  }

  /** The script and the dashboards, then the Job that needs them. */
  public List<KubernetesObject> desired() {
    return List.of(configMap(), job());
  }

  private String name() {
    var imported = new TreeMap<String, String>(environment());
    files.forEach(file -> imported.put(file.name(), file.json()));
    return "%s-dashboard-import-%s"
        .formatted(scope.podMonitor(), Sha256.of(imported.toString()).substring(0, 8));
  }

  private KubernetesObject configMap() {
    var data = new TreeMap<String, Object>();
    data.put(SCRIPT, script());
    files.forEach(file -> data.put(file.name() + ".json", file.json()));
    return new KubernetesObject(
        "v1",
        "ConfigMap",
        Metadata.of(name(), scope.monitoringNamespace(), Map.of()),
        Map.of("data", data));
  }

  private KubernetesObject job() {
    return KubernetesObject.withSpec(
            "batch/v1",
            "Job",
            Metadata.of(name(), scope.monitoringNamespace(), Map.of()),
            Map.of(
                "activeDeadlineSeconds",
                LONGEST_SECONDS,
                "backoffLimit",
                1,
                "template",
                Map.of("spec", pod())))
        // One that failed, for a password say, would else never run again.
        .annotated("pulumi.com/replaceUnready", "true");
  }

  private Map<String, Object> pod() {
    return Map.of(
        "restartPolicy",
        "Never",
        "automountServiceAccountToken",
        false,
        "enableServiceLinks",
        false,
        "securityContext",
        Map.of(
            "runAsNonRoot",
            true,
            "runAsUser",
            NOBODY,
            "runAsGroup",
            NOBODY,
            "seccompProfile",
            Map.of("type", "RuntimeDefault")),
        "containers",
        List.of(container()),
        "volumes",
        List.of(
            Map.of("name", "import", "configMap", Map.of("name", name())),
            Map.of("name", "temporary", "emptyDir", Map.of("sizeLimit", "64Mi"))));
  }

  private Map<String, Object> container() {
    return Map.of(
        "name",
        "import",
        "image",
        dashboard.grafana().image(),
        "command",
        List.of("/bin/sh", FOLDER + "/" + SCRIPT),
        "env",
        variables(),
        // So that the reason is told where the Job is looked at.
        "terminationMessagePolicy",
        "FallbackToLogsOnError",
        "resources",
        Map.of(
            "requests", Map.of("cpu", "10m", "memory", "32Mi"),
            "limits", Map.of("cpu", "500m", "memory", "128Mi")),
        "securityContext",
        Map.of(
            "allowPrivilegeEscalation",
            false,
            "readOnlyRootFilesystem",
            true,
            "capabilities",
            Map.of("drop", List.of("ALL"))),
        "volumeMounts",
        List.of(
            Map.of("name", "import", "mountPath", FOLDER, "readOnly", true),
            Map.of("name", "temporary", "mountPath", "/tmp")));
  }

  private List<Map<String, Object>> variables() {
    var variables = new ArrayList<Map<String, Object>>();
    environment().forEach((name, value) -> variables.add(Map.of("name", name, "value", value)));
    variables.add(fromSecret("GRAFANA_TOKEN", "token"));
    variables.add(fromSecret("GRAFANA_USER", "admin-user"));
    variables.add(fromSecret("GRAFANA_PASSWORD", "admin-password"));
    return variables;
  }

  /** What the script is told, but for the credentials. */
  Map<String, String> environment() {
    var environment = new TreeMap<String, String>();
    GrafanaInstance grafana = dashboard.grafana();
    environment.put("GRAFANA", grafana.address().toString());
    environment.put("SECRET", grafana.secret());
    environment.put("DASHBOARDS", FOLDER);
    environment.put("FOLDER", dashboard.folder().orElse(""));
    published.ifPresent(
        imported -> {
          environment.put("PUBLISHED", imported.id() + "/" + imported.revision());
          environment.put("INPUTS", inputs(imported));
          imported.sha256().ifPresent(sha256 -> environment.put("SHA256", sha256));
        });
    return environment;
  }

  /** Those that are named first; {@code *} stands for every other data source. */
  private String inputs(ImportedDashboard imported) {
    var named =
        new TreeMap<>(imported.datasources())
            .entrySet().stream()
                .flatMap(
                    entry ->
                        Stream.of("datasource", "constant")
                            .map(type -> input(entry.getKey(), type, entry.getValue())));
    var other =
        "{\"name\":\"*\",\"type\":\"datasource\",\"pluginId\":\"prometheus\",\"value\":%s}"
            .formatted(TextNode.valueOf(dashboard.datasource()));
    return Stream.concat(named, Stream.of(other)).collect(Collectors.joining(","));
  }

  private static String input(String name, String type, String value) {
    return "{\"name\":%s,\"type\":\"%s\",\"value\":%s}"
        .formatted(TextNode.valueOf(name), type, TextNode.valueOf(value));
  }

  private Map<String, Object> fromSecret(String variable, String key) {
    return Map.of(
        "name",
        variable,
        "valueFrom",
        Map.of(
            "secretKeyRef",
            Map.of("name", dashboard.grafana().secret(), "key", key, "optional", true)));
  }

  private static String script() {
    return BundledText.of("/monitoring/" + SCRIPT);
  }
}

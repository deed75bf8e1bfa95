package greptimedb.etcd.model.monitoring;

import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.config.monitoring.AlertConfiguration;
import greptimedb.etcd.config.monitoring.MonitoringConfiguration;
import java.time.Duration;
import java.util.Map;

/** The dashboard of the program's own, for one stack. */
final class OwnDashboard {
  private OwnDashboard() {}

  static DashboardFile of(Configuration configuration, MonitoringConfiguration monitoring) {
    var scope = Scope.of(configuration, monitoring);
    var cronJobs = CronJobs.of(configuration);
    var text =
        numbered(BundledText.of("/monitoring/dashboard.json"), limits(configuration, monitoring));
    var json =
        DashboardJson.parse(text)
            .orElseThrow(() -> new IllegalStateException("the jar's dashboard is broken"));
    return new DashboardFile(
        "dashboard",
        json.resolved(
            Map.of(
                "DS_PROMETHEUS", monitoring.dashboard().datasource(),
                "JOB", scope.job(),
                "NAMESPACE", scope.namespace(),
                "RELEASE", scope.podMonitor(),
                "SNAPSHOTTER", cronJobs.snapshotter(),
                "DRILL", cronJobs.drill(),
                "DEFRAG", cronJobs.defrag())));
  }

  /** From which values on a panel changes its colour. */
  private static Map<String, Long> limits(
      Configuration configuration, MonitoringConfiguration monitoring) {
    long members = configuration.cluster().replicas();
    return Map.of(
        "MEMBERS",
        members,
        "MAJORITY",
        members / 2 + 1,
        "SNAPSHOT_SECONDS",
        configuration
            .backup()
            .map(
                backup ->
                    JobRules.snapshotAge(
                        monitoring.alerts().map(AlertConfiguration::thresholds), backup))
            .orElse(Duration.ofHours(1))
            .toSeconds());
  }

  /** Inputs of Grafana are texts; a limit has to be a number. */
  private static String numbered(String text, Map<String, Long> numbers) {
    var numbered = text;
    for (var number : numbers.entrySet()) {
      numbered = numbered.replace("\"${" + number.getKey() + "}\"", number.getValue().toString());
    }
    return numbered;
  }
}

package greptimedb.etcd.model.monitoring;

import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.config.monitoring.DashboardConfiguration;
import greptimedb.etcd.model.cluster.ObjectNames;
import java.util.Map;

/** The dashboard of the program's own, for one stack. */
final class OwnDashboard {
  private OwnDashboard() {}

  static DashboardFile of(
      Configuration configuration, Scope scope, DashboardConfiguration dashboard) {
    var names = ObjectNames.of(configuration.cluster());
    var json =
        DashboardJson.parse(BundledText.of("/monitoring/dashboard.json"))
            .orElseThrow(() -> new IllegalStateException("the jar's dashboard is broken"));
    return new DashboardFile(
        "dashboard",
        json.resolved(
            Map.of(
                "DS_PROMETHEUS", dashboard.datasource(),
                "JOB", scope.job(),
                "NAMESPACE", scope.namespace(),
                "RELEASE", scope.podMonitor(),
                "SNAPSHOTTER", names.snapshotter(),
                "DRILL", names.restoreDrill(),
                "DEFRAG", names.defrag())));
  }
}

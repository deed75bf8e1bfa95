package greptimedb.etcd.model.cluster;

import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.config.backup.BackupConfiguration;
import greptimedb.etcd.config.defrag.DefragConfiguration;
import greptimedb.etcd.config.monitoring.MonitoringConfiguration;
import greptimedb.etcd.config.value.Mode;
import java.util.LinkedHashMap;
import java.util.Map;

/** The document's chart values of the capabilities that are in {@code mode: chart}. */
final class ChartCapabilities {
  private ChartCapabilities() {}

  static Map<String, Object> of(Configuration configuration) {
    var values = new LinkedHashMap<String, Object>();
    configuration
        .backup()
        .filter(backup -> backup.mode() == Mode.CHART)
        .ifPresent(backup -> values.put("disasterRecovery", disasterRecovery(backup)));
    configuration
        .monitoring()
        .filter(monitoring -> monitoring.mode() == Mode.CHART)
        .ifPresent(monitoring -> values.put("metrics", metrics(monitoring)));
    configuration
        .defrag()
        .filter(defrag -> defrag.mode() == Mode.CHART)
        .ifPresent(defrag -> values.put("defrag", defrag(defrag)));
    return values;
  }

  /** The chart keeps one file more than its limit says, so that the limit is one less. */
  private static Map<String, Object> disasterRecovery(BackupConfiguration backup) {
    return Map.of(
        "enabled",
        true,
        "cronjob",
        Map.of(
            "schedule", backup.schedule().text(),
            "historyLimit", backup.jobHistory(),
            "snapshotHistoryLimit", backup.keep() - 1),
        "pvc",
        Map.of("existingClaim", backup.storage().claim()));
  }

  private static Map<String, Object> metrics(MonitoringConfiguration monitoring) {
    return Map.of(
        "enabled",
        true,
        "podMonitor",
        Map.of(
            "enabled", true,
            "namespace", monitoring.namespace(),
            "interval", monitoring.interval().text(),
            "scrapeTimeout", monitoring.scrapeTimeout().text(),
            "additionalLabels", monitoring.labels()));
  }

  private static Map<String, Object> defrag(DefragConfiguration defrag) {
    return Map.of(
        "enabled",
        true,
        "cronjob",
        Map.of(
            "schedule", defrag.schedule().text(),
            "suspend", defrag.suspend(),
            "successfulJobsHistoryLimit", defrag.jobHistory().successful(),
            "failedJobsHistoryLimit", defrag.jobHistory().failed()));
  }
}

package greptimedb.etcd.model.monitoring;

import static greptimedb.etcd.config.monitoring.Alert.DEFRAG_FAILED;
import static greptimedb.etcd.config.monitoring.Alert.DRILL_FAILED;
import static greptimedb.etcd.config.monitoring.Alert.DRILL_OLD;
import static greptimedb.etcd.config.monitoring.Alert.SNAPSHOT_ABSENT;
import static greptimedb.etcd.config.monitoring.Alert.SNAPSHOT_FAILED;
import static greptimedb.etcd.config.monitoring.Alert.SNAPSHOT_OLD;
import static greptimedb.etcd.config.monitoring.Alert.SNAPSHOT_SUSPENDED;

import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.config.backup.BackupConfiguration;
import greptimedb.etcd.config.backup.Drill;
import greptimedb.etcd.config.monitoring.AlertThresholds;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether snapshots, drills and defragmentations succeed: kube-state-metrics tells. */
final class JobRules {
  private final Scope scope;
  private final AlertThresholds thresholds;

  JobRules(Scope scope, AlertThresholds thresholds) {
    this.scope = scope;
    this.thresholds = thresholds;
  }

  List<Rule> rules(Configuration configuration) {
    var cronJobs = CronJobs.of(configuration);
    return Stream.of(
            configuration.backup().stream()
                .flatMap(backup -> snapshots(backup, cronJobs.snapshotter()).stream()),
            configuration.backup().flatMap(BackupConfiguration::drill).stream()
                .flatMap(drill -> drills(drill, cronJobs.drill()).stream()),
            configuration.defrag().stream().map(defrag -> defrag(cronJobs.defrag())))
        .flatMap(rules -> rules)
        .toList();
  }

  /** From which age on the last good snapshot is too old. */
  static Duration snapshotAge(Optional<AlertThresholds> thresholds, BackupConfiguration backup) {
    return AlertThresholds.age(thresholds.flatMap(AlertThresholds::snapshotAge), backup.schedule());
  }

  private List<Rule> snapshots(BackupConfiguration backup, String name) {
    var age = snapshotAge(Optional.of(thresholds), backup);
    var cronJob = scope.cronJob(name);
    return List.of(
        Rule.critical(
            SNAPSHOT_OLD,
            "5m",
            "time() - max by (namespace, cronjob) (kube_cronjob_status_last_successful_time{%s}) > %d"
                .formatted(cronJob, age.toSeconds()),
            "The last good snapshot of etcd is too old.",
            "The last good snapshot of {{ $labels.namespace }} is {{ $value | humanizeDuration }}"
                + " old. What was written since is in no backup."),
        Rule.critical(
            SNAPSHOT_ABSENT,
            age.toSeconds() + "s",
            "absent(kube_cronjob_status_last_successful_time{%s})".formatted(cronJob),
            "There is no good snapshot of etcd, or nobody knows of one.",
            "kube-state-metrics knows no successful snapshot of {{ $labels.namespace }}: none ever"
                + " succeeded, the CronJob is gone, or kube-state-metrics is."),
        Rule.warning(
            SNAPSHOT_SUSPENDED,
            "1h",
            "max by (namespace, cronjob) (kube_cronjob_spec_suspend{%s}) == 1".formatted(cronJob),
            "Snapshots of etcd are suspended.",
            "CronJob {{ $labels.cronjob }} in {{ $labels.namespace }} is suspended: no snapshots"
                + " are taken."),
        Rule.critical(
            SNAPSHOT_FAILED,
            "1m",
            failedLast(name),
            "The last snapshot of etcd failed.",
            "The last Job of the snapshots in {{ $labels.namespace }} failed; earlier snapshots are"
                + " kept."));
  }

  private List<Rule> drills(Drill drill, String name) {
    var age = AlertThresholds.age(thresholds.drillAge(), drill.schedule()).toSeconds();
    return List.of(
        Rule.warning(
            DRILL_OLD,
            "5m",
            """
            time() - max by (namespace, cronjob) (kube_cronjob_status_last_successful_time{%1$s}) > %2$d
              or time() - max by (namespace, cronjob) (kube_cronjob_created{%1$s}) > %2$d
                unless on (namespace, cronjob) kube_cronjob_status_last_successful_time{%1$s}
            """
                .formatted(scope.cronJob(name), age),
            "The last good restore drill of etcd is too old.",
            "For {{ $value | humanizeDuration }} nobody has proved that a snapshot of {{"
                + " $labels.namespace }} can be restored."),
        Rule.critical(
            DRILL_FAILED,
            "1m",
            failedLast(name),
            "The last restore drill of etcd failed.",
            "The newest snapshot in {{ $labels.namespace }} could not be restored: it may be of no"
                + " use."));
  }

  private Rule defrag(String name) {
    return Rule.warning(
        DEFRAG_FAILED,
        "1m",
        failedLast(name),
        "The last defragmentation of etcd failed.",
        "The last defragmentation in {{ $labels.namespace }} failed; it stopped at the first member"
            + " that had trouble.");
  }

  /** A failed Job is kept for a while: only one that began after the last success counts. */
  private String failedLast(String cronJob) {
    return """
    max by (namespace) (
      kube_job_status_start_time{%1$s} and on (namespace, job_name) kube_job_failed{%1$s, condition="true"} == 1
    ) > on (namespace) (
      max by (namespace) (kube_cronjob_status_last_successful_time{%2$s})
        or max by (namespace) (kube_cronjob_created{%2$s})
    )
    """
        .formatted(scope.jobs(cronJob), scope.cronJob(cronJob));
  }
}

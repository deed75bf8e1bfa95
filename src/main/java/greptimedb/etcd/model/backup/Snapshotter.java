package greptimedb.etcd.model.backup;

import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.config.backup.BackupConfiguration;
import greptimedb.etcd.config.value.Mode;
import greptimedb.etcd.config.value.Quantity;
import greptimedb.etcd.config.value.TimeSpan;
import greptimedb.etcd.model.KubernetesObject;
import greptimedb.etcd.model.cluster.ObjectNames;
import greptimedb.etcd.model.job.JobNetworkPolicy;
import greptimedb.etcd.model.job.JobPod;
import greptimedb.etcd.model.job.OneOffJob;
import greptimedb.etcd.model.job.ScheduledJob;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The CronJob that takes snapshots of the active release. */
public final class Snapshotter {
  private static final String COMPONENT = "snapshotter";

  /** The script streams: a snapshot of any size passes through little memory. */
  private static final Quantity MEMORY = Quantity.of("512Mi");

  private Snapshotter() {}

  /** The CronJob. */
  public static KubernetesObject desired(Configuration configuration, BackupConfiguration backup) {
    return new ScheduledJob(
            ObjectNames.of(configuration.cluster()).snapshotter(),
            backup.snapshots(),
            false,
            backup.jobHistory(),
            backup.jobHistory(),
            pod(
                configuration,
                backup,
                backup.keep(),
                backup.keepFor().map(TimeSpan::duration).orElse(Duration.ZERO)))
        .desired(configuration);
  }

  /**
   * A run out of turn that removes no earlier snapshot: the one that is to be restored may be the
   * oldest. It verifies in mode chart as well.
   *
   * @param name of the Job
   */
  public static KubernetesObject keepingAll(
      Configuration configuration, BackupConfiguration backup, String name) {
    var pod = pod(configuration, backup, Integer.MAX_VALUE, Duration.ZERO);
    return new OneOffJob(name, backup.deadline().duration(), pod).desired(configuration);
  }

  /** Its name: the chart names its own after the release that it belongs to. */
  public static String cronJob(Configuration configuration, BackupConfiguration backup) {
    return backup.mode() == Mode.MANAGED
        ? ObjectNames.of(configuration.cluster()).snapshotter()
        : new ObjectNames(JobPod.active(configuration).fullName()).snapshotter();
  }

  /** Lets the CronJob's pods reach etcd, and nothing reach them. */
  public static KubernetesObject networkPolicy(Configuration configuration) {
    return JobNetworkPolicy.toEtcd(
        configuration, ObjectNames.of(configuration.cluster()).snapshotter(), COMPONENT);
  }

  private static JobPod pod(
      Configuration configuration, BackupConfiguration backup, int keep, Duration keepFor) {
    return new JobPod(
        COMPONENT,
        "snapshot.sh",
        Map.of(
            "ENDPOINTS", endpoints(configuration),
            "SNAPSHOT_FOLDER", JobPod.SNAPSHOT_FOLDER,
            "KEEP", Integer.toString(keep),
            "KEEP_FOR", seconds(keepFor),
            "DEADLINE", seconds(ownDeadline(backup.deadline().duration()))),
        Optional.of(backup.storage().claim()),
        false,
        Optional.empty(),
        MEMORY);
  }

  /** Before that of Kubernetes, which ends a pod without a word. */
  private static Duration ownDeadline(Duration deadline) {
    return deadline.multipliedBy(9).dividedBy(10);
  }

  private static String endpoints(Configuration configuration) {
    return String.join(",", JobPod.active(configuration).memberEndpoints());
  }

  private static String seconds(Duration duration) {
    return Long.toString(duration.toSeconds());
  }
}

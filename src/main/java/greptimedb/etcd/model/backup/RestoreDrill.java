package greptimedb.etcd.model.backup;

import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.config.backup.BackupConfiguration;
import greptimedb.etcd.config.backup.Drill;
import greptimedb.etcd.config.value.Quantity;
import greptimedb.etcd.model.KubernetesObject;
import greptimedb.etcd.model.cluster.ObjectNames;
import greptimedb.etcd.model.job.JobNetworkPolicy;
import greptimedb.etcd.model.job.JobPod;
import greptimedb.etcd.model.job.ScheduledJob;
import java.util.Map;
import java.util.Optional;

/** The CronJob that restores the newest snapshot into scratch space, as a test. */
public final class RestoreDrill {
  private static final String COMPONENT = "restore-drill";

  private RestoreDrill() {}

  /** The CronJob. */
  public static KubernetesObject desired(
      Configuration configuration, BackupConfiguration backup, Drill drill) {
    return new ScheduledJob(
            ObjectNames.of(configuration.cluster()).restoreDrill(),
            drill.appointment(),
            false,
            backup.jobHistory(),
            backup.jobHistory(),
            pod(configuration, backup))
        .desired(configuration);
  }

  /** The etcd of a drill listens on loopback only. */
  public static KubernetesObject networkPolicy(Configuration configuration) {
    return JobNetworkPolicy.toNobody(
        configuration, ObjectNames.of(configuration.cluster()).restoreDrill(), COMPONENT);
  }

  private static JobPod pod(Configuration configuration, BackupConfiguration backup) {
    var cluster = configuration.cluster();
    return new JobPod(
        COMPONENT,
        "drill.sh",
        Map.of(
            "SNAPSHOT_FOLDER", JobPod.SNAPSHOT_FOLDER,
            "SCRATCH_FOLDER", JobPod.SCRATCH_FOLDER,
            "QUOTA", Long.toString(cluster.quota().toLong())),
        Optional.of(backup.storage().claim()),
        true,
        Optional.of(twice(cluster.quota())),
        cluster.resources().memory());
  }

  /** The restored database and the log of the member that is started on it. */
  private static Quantity twice(Quantity quota) {
    return Quantity.of(Long.toString(2 * quota.toLong()));
  }
}

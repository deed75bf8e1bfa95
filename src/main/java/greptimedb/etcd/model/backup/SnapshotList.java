package greptimedb.etcd.model.backup;

import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.config.backup.BackupConfiguration;
import greptimedb.etcd.config.value.Quantity;
import greptimedb.etcd.model.KubernetesObject;
import greptimedb.etcd.model.job.JobPod;
import greptimedb.etcd.model.job.OneOffJob;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A Job that lists what is on the backup volume. */
public final class SnapshotList {
  private static final Duration LONGEST = Duration.ofMinutes(30);
  private static final Quantity MEMORY = Quantity.of("256Mi");

  private SnapshotList() {}

  /**
   * The Job.
   *
   * @param name of the Job
   * @param files names separated by spaces, or {@code latest}; empty for all
   * @param verify whether each file is read whole and compared with its checksum
   */
  public static KubernetesObject desired(
      Configuration configuration,
      BackupConfiguration backup,
      String name,
      String files,
      boolean verify) {
    var pod =
        new JobPod(
            "snapshot-list",
            "list.sh",
            Map.of(
                "SNAPSHOT_FOLDER",
                JobPod.SNAPSHOT_FOLDER,
                "FILES",
                files,
                "VERIFY",
                verify ? "yes" : "no"),
            Optional.of(backup.storage().claim()),
            true,
            Optional.empty(),
            MEMORY);
    return new OneOffJob(name, LONGEST, pod).desired(configuration);
  }
}

package greptimedb.etcd.model.recovery;

import greptimedb.etcd.config.value.Quantity;
import greptimedb.etcd.model.KubernetesObject;
import greptimedb.etcd.model.cluster.ReleaseNames;
import greptimedb.etcd.model.job.JobNetworkPolicy;
import greptimedb.etcd.model.job.JobPod;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The Job that makes the file which the release starts from. */
public final class Preparation {
  /** Reading and writing 8 GiB several times, over NFS, with room to spare. */
  public static final Duration LONGEST = Duration.ofHours(1);

  private static final String COMPONENT = "restore-preparation";

  private Preparation() {}

  /** The Job. */
  public static KubernetesObject desired(Recovery recovery) {
    return UnchangingJob.of(name(recovery), LONGEST, pod(recovery), recovery.configuration());
  }

  /** Its etcd listens on loopback only. */
  public static KubernetesObject networkPolicy(Recovery recovery) {
    return JobNetworkPolicy.toNobody(recovery.configuration(), name(recovery), COMPONENT);
  }

  /** Whether a Job of this name prepares some snapshot for this release. */
  public static boolean isOf(ReleaseNames release, String job) {
    return UnchangingJob.isNamed(prefix(release), job);
  }

  private static String name(Recovery recovery) {
    return prefix(recovery.names());
  }

  private static String prefix(ReleaseNames release) {
    return release.fullName() + "-prepare";
  }

  private static JobPod pod(Recovery recovery) {
    var cluster = recovery.configuration().cluster();
    return new JobPod(
        COMPONENT,
        "prepare.sh",
        Map.of(
            "SNAPSHOT", recovery.restore().snapshot(),
            "PREPARED", recovery.preparedSnapshot(),
            "SNAPSHOT_FOLDER", JobPod.SNAPSHOT_FOLDER,
            "SCRATCH_FOLDER", JobPod.SCRATCH_FOLDER,
            "QUOTA", Long.toString(cluster.quota().toLong()),
            "SWITCH_KEYS", recovery.restore().maintenance() ? "yes" : "no",
            "STORE_KEY_PREFIX", recovery.storeKeyPrefix(),
            "DEADLINE", Long.toString(LONGEST.minusMinutes(5).toSeconds())),
        Optional.of(recovery.backup().storage().claim()),
        false,
        Optional.of(Quantity.of(Long.toString(2 * cluster.quota().toLong()))),
        cluster.resources().memory());
  }
}

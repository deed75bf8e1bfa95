package greptimedb.etcd.model.recovery;

import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.config.value.Quantity;
import greptimedb.etcd.model.KubernetesObject;
import greptimedb.etcd.model.cluster.ReleaseNames;
import greptimedb.etcd.model.job.JobNetworkPolicy;
import greptimedb.etcd.model.job.JobPod;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The Job that compares the members of the restored release with the prepared file and each other.
 */
public final class Verification {
  /** The release is Ready before; what is left is a hash over each member's database. */
  public static final Duration LONGEST = Duration.ofMinutes(10);

  private static final String COMPONENT = "restore-verification";
  private static final Quantity MEMORY = Quantity.of("256Mi");

  private Verification() {}

  /** The Job. */
  public static KubernetesObject desired(Recovery recovery) {
    return UnchangingJob.of(name(recovery), LONGEST, pod(recovery), restored(recovery));
  }

  /** Lets it reach the restored members. */
  public static KubernetesObject networkPolicy(Recovery recovery) {
    return JobNetworkPolicy.toEtcd(restored(recovery), name(recovery), COMPONENT);
  }

  /** Whether a Job of this name verifies this release against some snapshot. */
  public static boolean isOf(ReleaseNames release, String job) {
    return UnchangingJob.isNamed(prefix(release), job);
  }

  private static String name(Recovery recovery) {
    return prefix(recovery.names());
  }

  private static String prefix(ReleaseNames release) {
    return release.fullName() + "-verify";
  }

  private static Configuration restored(Recovery recovery) {
    return recovery.configuration().withActive(recovery.restore().release());
  }

  private static JobPod pod(Recovery recovery) {
    return new JobPod(
        COMPONENT,
        "agree.sh",
        Map.of(
            "ENDPOINTS",
            String.join(",", JobPod.active(restored(recovery)).memberEndpoints()),
            "PREPARED",
            recovery.preparedSnapshot(),
            "SNAPSHOT_FOLDER",
            JobPod.SNAPSHOT_FOLDER,
            "DEADLINE",
            Long.toString(LONGEST.minusMinutes(5).toSeconds())),
        Optional.of(recovery.backup().storage().claim()),
        true,
        Optional.empty(),
        MEMORY);
  }
}

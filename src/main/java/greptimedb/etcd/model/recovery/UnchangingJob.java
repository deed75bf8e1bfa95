package greptimedb.etcd.model.recovery;

import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.model.KubernetesObject;
import greptimedb.etcd.model.Sha256;
import greptimedb.etcd.model.job.JobPod;
import greptimedb.etcd.model.job.OneOffJob;
import java.time.Duration;
import java.util.regex.Pattern;

/** A Job whose name ends with a hash of what it does: Kubernetes changes no Job that exists. */
final class UnchangingJob {
  private UnchangingJob() {}

  /** Whether a Job of this name was made with this prefix. */
  static boolean isNamed(String prefix, String job) {
    return job.matches(Pattern.quote(prefix) + "-[0-9a-f]+");
  }

  /** The Job; one that failed is replaced by the next run. */
  static KubernetesObject of(
      String prefix, Duration longest, JobPod pod, Configuration configuration) {
    var unnamed = new OneOffJob(prefix, longest, pod).desired(configuration);
    return new OneOffJob(prefix + "-" + Sha256.shortOf(unnamed.manifest()), longest, pod)
        .desired(configuration)
        .annotated("pulumi.com/replaceUnready", "true");
  }
}

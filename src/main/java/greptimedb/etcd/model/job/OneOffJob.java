package greptimedb.etcd.model.job;

import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.model.KubernetesObject;
import java.time.Duration;
import java.util.Map;

/**
 * A Job that runs once, without repetition.
 *
 * @param name of the Job
 * @param longest how long it may take, in whole seconds
 * @param pod what it runs
 */
public record OneOffJob(String name, Duration longest, JobPod pod) {

  /** The Job. */
  public KubernetesObject desired(Configuration configuration) {
    return KubernetesObject.withSpec(
        "batch/v1",
        "Job",
        Map.of("name", name, "namespace", configuration.cluster().namespace()),
        spec(longest, pod, configuration));
  }

  /** What a CronJob's template has in common with it. */
  static Map<String, Object> spec(Duration longest, JobPod pod, Configuration configuration) {
    return Map.of(
        "activeDeadlineSeconds",
        Math.toIntExact(longest.toSeconds()),
        "backoffLimit",
        0,
        "template",
        pod.template(configuration));
  }
}

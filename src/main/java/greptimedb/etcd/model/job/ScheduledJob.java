package greptimedb.etcd.model.job;

import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.config.value.Appointment;
import greptimedb.etcd.model.KubernetesObject;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A CronJob of the program: never two runs at once, none without an end, none that is made up for
 * long after its time.
 *
 * @param name of the CronJob
 * @param appointment when it runs, and how long a run may take
 * @param suspended whether it is held
 * @param successful finished Jobs that are kept
 * @param failed Jobs that are kept
 * @param pod what it runs
 */
public record ScheduledJob(
    String name,
    Appointment appointment,
    boolean suspended,
    int successful,
    int failed,
    JobPod pod) {
  /** Seconds that a run may begin late. */
  private static final int LATEST_START = 300;

  /** The CronJob; a failed run is not repeated, since the next one comes by itself. */
  public KubernetesObject desired(Configuration configuration) {
    var spec = new LinkedHashMap<String, Object>();
    spec.put("schedule", appointment.schedule().text());
    if (suspended) {
      // Left out otherwise: a restore suspends snapshots, and may while the program runs.
      spec.put("suspend", true);
    }
    spec.put("concurrencyPolicy", "Forbid");
    spec.put("startingDeadlineSeconds", LATEST_START);
    spec.put("successfulJobsHistoryLimit", successful);
    spec.put("failedJobsHistoryLimit", failed);
    spec.put(
        "jobTemplate", Map.of("spec", OneOffJob.spec(appointment.longest(), pod, configuration)));
    return KubernetesObject.withSpec(
        "batch/v1",
        "CronJob",
        Map.of("name", name, "namespace", configuration.cluster().namespace()),
        spec);
  }
}

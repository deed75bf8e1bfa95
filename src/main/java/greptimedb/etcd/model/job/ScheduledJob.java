package greptimedb.etcd.model.job;

import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.config.value.Appointment;
import greptimedb.etcd.model.KubernetesObject;
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
    return KubernetesObject.withSpec(
        "batch/v1",
        "CronJob",
        Map.of("name", name, "namespace", configuration.cluster().namespace()),
        Map.of(
            "schedule",
            appointment.schedule().text(),
            "suspend",
            suspended,
            "concurrencyPolicy",
            "Forbid",
            "startingDeadlineSeconds",
            LATEST_START,
            "successfulJobsHistoryLimit",
            successful,
            "failedJobsHistoryLimit",
            failed,
            "jobTemplate",
            Map.of("spec", OneOffJob.spec(appointment.longest(), pod, configuration))));
  }
}

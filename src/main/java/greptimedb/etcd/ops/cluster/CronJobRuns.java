package greptimedb.etcd.ops.cluster;

import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The Jobs of a CronJob, those out of turn among them. */
public final class CronJobRuns {
  private CronJobRuns() {}

  /**
   * Those that have ended, well or not, the newest first.
   *
   * @param cronJob its name
   * @param jobs of its namespace
   */
  public static List<Job> ended(String cronJob, List<Job> jobs) {
    return jobs.stream()
        .filter(job -> isOf(cronJob, job) && end(job).isPresent())
        .filter(job -> job.getStatus().getStartTime() != null)
        .sorted(Comparator.<Job, String>comparing(job -> job.getStatus().getStartTime()).reversed())
        .toList();
  }

  /** How a Job ended: its condition Complete or Failed; empty while it runs. */
  public static Optional<JobCondition> end(Job job) {
    return Optional.ofNullable(job.getStatus()).stream()
        .flatMap(status -> status.getConditions().stream())
        .filter(condition -> "True".equals(condition.getStatus()))
        .filter(
            condition ->
                condition.getType().equals("Complete") || condition.getType().equals("Failed"))
        .findFirst();
  }

  private static boolean isOf(String cronJob, Job job) {
    return job.getMetadata().getOwnerReferences().stream()
        .anyMatch(
            owner ->
                owner.getKind().equals(CronJob.class.getSimpleName())
                    && owner.getName().equals(cronJob));
  }
}

package greptimedb.etcd.ops.doctor.check;

import greptimedb.etcd.ops.cluster.CronJobRuns;
import greptimedb.etcd.ops.console.Age;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The last run of work that comes again and again: snapshots, restore drills.
 *
 * @param cronJob its name
 * @param longestAge how old the last good run may be
 * @param onDemand what makes one now
 */
public record LastRun(String cronJob, Duration longestAge, String onDemand) {

  /**
   * Judges.
   *
   * @param found the CronJob; empty if it is not there
   * @param jobs of its namespace
   */
  public Judgement judge(Optional<CronJob> found, List<Job> jobs, Instant now) {
    if (found.isEmpty()) {
      return Judgement.failed(
          "none: CronJob %s is not there".formatted(cronJob), "pulumi up makes it");
    }
    var success =
        Optional.ofNullable(found.get().getStatus())
            .map(status -> status.getLastSuccessfulTime())
            .map(Instant::parse);
    var troubles = new ArrayList<Judgement>();
    failure(success, jobs).ifPresent(troubles::add);
    success
        .map(last -> old(last, now))
        .orElseGet(() -> none(Instant.parse(found.get().getMetadata().getCreationTimestamp()), now))
        .ifPresent(troubles::add);
    return Judgement.of(
        troubles, success.map(last -> "%s ago".formatted(age(last, now))).orElse(""));
  }

  /** A failed Job is kept for a while: only one that began after the last success counts. */
  private Optional<Judgement> failure(Optional<Instant> success, List<Job> jobs) {
    return CronJobRuns.ended(cronJob, jobs).stream()
        .findFirst()
        .filter(job -> begun(job).isAfter(success.orElse(Instant.MIN)))
        .flatMap(this::failure);
  }

  private Optional<Judgement> failure(Job job) {
    var name = job.getMetadata().getName();
    return CronJobRuns.end(job)
        .filter(end -> end.getType().equals("Failed"))
        .map(
            end ->
                Judgement.failed(
                    "Job %s failed: %s".formatted(name, end.getReason()),
                    "kubectl logs job/%s; then %s".formatted(name, onDemand)));
  }

  private Optional<Judgement> old(Instant last, Instant now) {
    return Duration.between(last, now).compareTo(longestAge) <= 0
        ? Optional.empty()
        : Optional.of(
            Judgement.failed(
                "the last good one is %s old, expected at most %s"
                    .formatted(age(last, now), Age.shown(longestAge)),
                onDemand));
  }

  private Optional<Judgement> none(Instant since, Instant now) {
    return Optional.of(
        Duration.between(since, now).compareTo(longestAge) <= 0
            ? Judgement.warning("none yet, since " + age(since, now), onDemand)
            : Judgement.failed("none ever, since " + age(since, now), onDemand));
  }

  private static Instant begun(Job job) {
    return Instant.parse(job.getStatus().getStartTime());
  }

  private static String age(Instant then, Instant now) {
    return Age.shown(Duration.between(then, now));
  }
}

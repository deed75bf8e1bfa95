package greptimedb.etcd.ops.doctor.check;

import greptimedb.etcd.config.value.Schedule;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Work that comes again and again: whether it meets other such work, and whether it comes. */
public final class Schedules {
  private Schedules() {}

  /**
   * A CronJob as the stack file wants it.
   *
   * @param name of the CronJob
   * @param schedule in UTC
   * @param suspended whether it is to be held
   */
  public record Wanted(String name, Schedule schedule, boolean suspended) {}

  /**
   * As the stack file has them.
   *
   * @param clashes one line each
   */
  public static Judgement clashes(List<String> clashes) {
    return Judgement.of(
        clashes.stream()
            .map(
                clash ->
                    Judgement.warning(
                        clash, "move one of them, or shorten its deadline (in the stack file)"))
            .toList(),
        "none meets another");
  }

  /**
   * As the cluster has them.
   *
   * @param wanted what the stack file asks for
   * @param found all CronJobs of the namespace, by name
   * @param namespace named in what to do
   */
  public static Judgement cronJobs(
      List<Wanted> wanted, Map<String, CronJob> found, String namespace) {
    return Judgement.of(
        wanted.stream().flatMap(cronJob -> troubles(cronJob, found, namespace)).toList(),
        wanted.isEmpty()
            ? "none is wanted"
            : String.join(", ", wanted.stream().map(Wanted::name).toList()));
  }

  private static Stream<Judgement> troubles(
      Wanted wanted, Map<String, CronJob> found, String namespace) {
    var cronJob = found.get(wanted.name());
    if (cronJob == null) {
      return Stream.of(
          Judgement.failed("%s is not there".formatted(wanted.name()), "pulumi up makes it"));
    }
    var troubles = new ArrayList<Judgement>();
    if (Boolean.TRUE.equals(cronJob.getSpec().getSuspend()) && !wanted.suspended()) {
      troubles.add(
          Judgement.warning(
              "%s is suspended: it does not run".formatted(wanted.name()),
              "kubectl patch cronjob %s -n %s -p '{\"spec\":{\"suspend\":false}}'"
                  .formatted(wanted.name(), namespace)));
    }
    if (!cronJob.getSpec().getSchedule().equals(wanted.schedule().text())) {
      troubles.add(
          Judgement.warning(
              "%s runs at %s, the stack file says %s"
                  .formatted(
                      wanted.name(), cronJob.getSpec().getSchedule(), wanted.schedule().text()),
              "pulumi up"));
    }
    return troubles.stream();
  }
}

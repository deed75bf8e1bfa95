package greptimedb.etcd.ops.restore;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a finished restore is reported with: rows of a name and a text. */
public final class Report {
  private Report() {}

  /** The rows; a figure that is not known has none. */
  public static List<List<String>> rows(RestoreProgress progress) {
    var rows = new ArrayList<List<String>>();
    var plan = progress.plan();
    rows.add(List.of("release", plan.from() + " -> " + plan.to()));
    rows.add(List.of("snapshot", snapshot(progress)));
    between(progress, Fact.FENCE_BEGAN, Fact.UNFENCED)
        .ifPresent(time -> rows.add(List.of("RTO", seconds(time) + " from fence to unfence")));
    if (plan.greptimedb().isPresent()) {
      between(progress, Fact.WRITES_ENDED, Fact.UNFENCED)
          .ifPresent(time -> rows.add(List.of("", seconds(time) + " of it without any Metasrv")));
    }
    rows.add(List.of("RPO", lost(progress)));
    progress.fact(Fact.RECOVERED_KEYS).ifPresent(keys -> rows.add(List.of("keys", keys)));
    progress
        .fact(Fact.RECOVERED_REVISION)
        .ifPresent(revision -> rows.add(List.of("revision", revision)));
    rows.add(
        List.of("steps", String.join(", ", progress.done().stream().map(Report::step).toList())));
    return rows;
  }

  /** What was restored. */
  private static String snapshot(RestoreProgress progress) {
    return progress.plan().latest()
        ? progress.fact(Fact.FINAL_SNAPSHOT).orElse("none") + ", taken after the fence"
        : progress.plan().snapshot().map(SnapshotFacts::name).orElse("none");
  }

  /** Between the end of writes and what was restored. */
  private static String lost(RestoreProgress progress) {
    if (progress.plan().latest()) {
      return progress.plan().greptimedb().isPresent()
          ? "0 s: nothing that Metasrv wrote is lost"
          : "what was written after the final snapshot, as nothing was fenced";
    }
    var taken = progress.plan().snapshot().map(SnapshotFacts::takenAt);
    var ended = progress.fact(Fact.WRITES_ENDED).map(Instant::parse);
    if (taken.isEmpty() || ended.isEmpty()) {
      return "unknown";
    }
    var kept =
        progress
            .fact(Fact.FINAL_SNAPSHOT)
            .map(
                name ->
                    "; they are kept in %s until retention takes it, and in the volumes of %s until it is retired"
                        .formatted(name, progress.plan().from()))
            .orElse("; they are kept in the volumes of " + progress.plan().from());
    return "the writes of %s%s"
        .formatted(Ages.shown(Duration.between(taken.get(), ended.get())), kept);
  }

  private static Optional<Duration> between(RestoreProgress progress, Fact from, Fact to) {
    return progress
        .fact(from)
        .flatMap(
            begin ->
                progress
                    .fact(to)
                    .map(end -> Duration.between(Instant.parse(begin), Instant.parse(end))));
  }

  private static String step(RestoreProgress.StepDone step) {
    return "%s %s"
        .formatted(step.name().label(), seconds(Duration.between(step.started(), step.ended())));
  }

  private static String seconds(Duration time) {
    return "%.1f s".formatted(time.toMillis() / 1000.0);
  }
}

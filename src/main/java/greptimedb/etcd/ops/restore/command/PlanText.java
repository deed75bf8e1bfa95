package greptimedb.etcd.ops.restore.command;

import greptimedb.etcd.ops.console.Bytes;
import greptimedb.etcd.ops.restore.Ages;
import greptimedb.etcd.ops.restore.RestorePlan;
import greptimedb.etcd.ops.restore.SnapshotFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the person who decides is shown. */
final class PlanText {
  private PlanText() {}

  /** Rows of a name and a text. */
  static List<List<String>> rows(RestorePlan plan, Instant now) {
    var rows = new ArrayList<List<String>>();
    rows.add(List.of("from", plan.from() + ", the active release; it stays as it is"));
    rows.add(
        List.of(
            "to",
            "%s, new, %d members in %s".formatted(plan.to(), plan.replicas(), plan.namespace())));
    snapshot(plan, now, rows);
    rows.add(
        List.of(
            "GreptimeDB",
            plan.greptimedb()
                .map(
                    greptimedb ->
                        "%s, Metasrv%s: paused, then 0 replicas until it runs on %s"
                            .formatted(greptimedb.shown(), version(greptimedb), plan.to()))
                .orElse(
                    "not configured: NOTHING IS FENCED; whoever writes to etcd must be stopped and pointed at the new release by hand")));
    rows.add(List.of("time", "about " + Ages.shown(plan.estimate()) + " from fence to unfence"));
    return rows;
  }

  /** Nothing where no Metasrv runs that could tell. */
  private static String version(RestorePlan.GreptimeFacts greptimedb) {
    return greptimedb.version().isEmpty() ? "" : " " + greptimedb.version();
  }

  private static void snapshot(RestorePlan plan, Instant now, List<List<String>> rows) {
    if (plan.latest()) {
      rows.add(List.of("snapshot", "the final one, taken after the fence"));
      rows.add(
          List.of(
              "data loss",
              plan.greptimedb().isPresent()
                  ? "none"
                  : "what is written after the final snapshot, as nothing is fenced"));
      plan.snapshot()
          .ifPresent(newest -> rows.add(List.of("newest so far", described(newest, now))));
      return;
    }
    var snapshot = plan.snapshot();
    snapshot.ifPresent(found -> rows.add(List.of("snapshot", described(found, now))));
    snapshot.ifPresent(
        found ->
            rows.add(
                List.of(
                    "data loss",
                    "ALL WRITES OF THE LAST %s (the volumes of %s keep them, and a final snapshot)"
                        .formatted(
                            Ages.shown(Duration.between(found.takenAt(), now)), plan.from()))));
  }

  private static String described(SnapshotFacts snapshot, Instant now) {
    var text = new StringBuilder(snapshot.name());
    text.append(", ").append(Ages.shown(Duration.between(snapshot.takenAt(), now))).append(" old");
    text.append(", ").append(Bytes.shown(snapshot.bytes()));
    snapshot.revision().ifPresent(revision -> text.append(", revision ").append(revision));
    snapshot.keys().ifPresent(keys -> text.append(", ").append(keys).append(" keys"));
    return text.toString();
  }
}

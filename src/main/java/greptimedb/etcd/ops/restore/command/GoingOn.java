package greptimedb.etcd.ops.restore.command;

import greptimedb.etcd.ops.restore.Fact;
import greptimedb.etcd.ops.restore.RestoreProgress;
import java.util.ArrayList;
import java.util.List;

/** What is shown of a restore before it goes on. */
final class GoingOn {
  private GoingOn() {}

  /** Rows of a name and a text. */
  static List<List<String>> rows(RestoreProgress progress, boolean back) {
    var plan = progress.plan();
    var rows = new ArrayList<List<String>>();
    rows.add(
        List.of(
            "releases",
            back
                ? "%s becomes the active one again, %s is removed".formatted(plan.from(), plan.to())
                : "%s -> %s".formatted(plan.from(), plan.to())));
    rows.add(
        List.of(
            "done",
            progress.done().isEmpty()
                ? "nothing"
                : String.join(
                    ", ", progress.done().stream().map(step -> step.name().label()).toList())));
    if (back && progress.fact(Fact.NEW_RELEASE_USED).isPresent()) {
      rows.add(
          List.of(
              "data loss",
              "WHAT METASRV WROTE SINCE IT RAN ON %s, from %s on; the claims of %s are kept"
                  .formatted(
                      plan.to(), progress.fact(Fact.UNFENCED).orElse("the unfence"), plan.to())));
    }
    return rows;
  }
}

package greptimedb.etcd.ops.repair;

import greptimedb.etcd.ops.cluster.HelmRecord;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Decides what one release needs, from Helm's records and the state.
 *
 * <p>The rules behind it, from Helm 3 and the Kubernetes provider: an upgrade is refused while the
 * newest revision is pending; it needs a deployed revision, or a newest one that is failed or
 * superseded; an install is refused while the name has any record. A record that the state does not
 * know (its creation was cut off) is therefore in the way of the next {@code up} whatever its
 * status. Helm takes over objects that carry its labels and annotations.
 */
final class ReleaseJudge {
  private ReleaseJudge() {}

  /**
   * The plan for one release.
   *
   * @param records all of the release's, in any order
   * @param lost whether its creation was cut off, so that the state does not have it
   */
  static ReleasePlan judge(List<HelmRecord> records, boolean lost) {
    var newestFirst =
        records.stream().sorted(Comparator.comparingInt(HelmRecord::revision).reversed()).toList();
    if (newestFirst.isEmpty()) {
      return new ReleasePlan.Nothing();
    }
    var newest = newestFirst.get(0);
    if (newest.is("uninstalling")) {
      return new ReleasePlan.Note(
          newest.shown(),
          "`pulumi destroy` or `up` without the release goes on with it; its claims stay");
    }
    if (lost) {
      return new ReleasePlan.Forget(newest.shown() + ", unknown to the state", newestFirst);
    }
    if (newest.isPending()) {
      return pending(newestFirst, newest);
    }
    if (newest.is("failed") && find(newestFirst, "deployed").isEmpty()) {
      return new ReleasePlan.Note(
          newest.shown() + ", none is deployed",
          "the next `up` upgrades it; `ops explain` tells why it failed");
    }
    return new ReleasePlan.Nothing();
  }

  private static ReleasePlan pending(List<HelmRecord> newestFirst, HelmRecord newest) {
    if (newest.is("pending-install") || newestFirst.size() == 1) {
      return new ReleasePlan.Forget(newest.shown(), newestFirst);
    }
    // Killed between the two writes at an upgrade's end, the older one is superseded and none is
    // deployed.
    var base = find(newestFirst, "deployed").or(() -> find(newestFirst, "superseded"));
    return base.<ReleasePlan>map(record -> new ReleasePlan.RollBack(record, newest))
        .orElseGet(() -> new ReleasePlan.DropPending(newest));
  }

  private static Optional<HelmRecord> find(List<HelmRecord> newestFirst, String status) {
    return newestFirst.stream().filter(record -> record.is(status)).findFirst();
  }
}

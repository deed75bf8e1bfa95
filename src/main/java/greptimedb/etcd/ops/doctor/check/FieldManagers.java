package greptimedb.etcd.ops.doctor.check;

import greptimedb.etcd.model.greptimedb.ClusterPatch;
import greptimedb.etcd.model.greptimedb.Cutover;
import java.util.List;
import java.util.Optional;

/** Whether the GreptimeDBCluster uses the active release, and whether it will go on to. */
public final class FieldManagers {
  private FieldManagers() {}

  /**
   * Judges.
   *
   * @param reference of the object: {@code namespace/name}
   * @param cutover what {@code pulumi up} would do; empty if the object is not there
   */
  public static Judgement judge(String reference, Optional<Cutover> cutover) {
    return cutover
        .map(found -> judge(reference, found))
        .orElseGet(
            () ->
                Judgement.failed(
                    "there is no GreptimeDBCluster " + reference,
                    "create it, or set greptimedb.enabled: false until it is there"));
  }

  private static Judgement judge(String reference, Cutover cutover) {
    var used = cutover.live().endpointsInUse();
    if (!cutover.problems().isEmpty()) {
      return Judgement.of(
          cutover.problems().stream()
              .map(problem -> Judgement.failed(problem.toString(), "as it says"))
              .toList(),
          "");
    }
    if (used.isEmpty() || !used.stream().allMatch(cutover.active()::serves)) {
      return Judgement.failed(
          "%s uses %s, not the active release %s"
              .formatted(reference, used, cutover.active().release()),
          "pulumi up");
    }
    var others = cutover.live().otherManagers(cutover.field());
    return others.isEmpty()
        ? Judgement.fine(
            "%s of %s belongs to %s"
                .formatted(cutover.field().dotted(), reference, ClusterPatch.FIELD_MANAGER))
        : shared(reference, cutover, others);
  }

  private static Judgement shared(String reference, Cutover cutover, List<String> others) {
    return Judgement.warning(
        "%s of %s belongs to %s as well, which may set it back"
            .formatted(cutover.field().dotted(), reference, String.join(", ", others)),
        "take the field out there, or change both at each cutover");
  }
}

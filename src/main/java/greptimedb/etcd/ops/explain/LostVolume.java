package greptimedb.etcd.ops.explain;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A member that does not become ready since its volume was lost: its claim was made anew, long
 * after those of the other members. The image's start script waits for ever then, and prints
 * nothing of the cause.
 */
final class LostVolume {
  /** The claims of one release are made together. */
  private static final Duration LATER = Duration.ofMinutes(2);

  private LostVolume() {}

  /** The reason and what to do; empty if the pod's claim is as old as the others. */
  static Optional<String> of(Pod pod, List<PersistentVolumeClaim> claims) {
    var name = pod.getMetadata().getName();
    var own = claims.stream().filter(claim -> isOf(claim, name)).findFirst();
    var first = claims.stream().map(LostVolume::created).min(Comparator.naturalOrder());
    return own.filter(claim -> created(claim).isAfter(first.orElseThrow().plus(LATER)))
        .map(
            claim ->
                "its claim %s was created at %s, the first claim of the release at %s: if the member lost its volume, it does not rejoin by itself; remove it with `etcdctl member remove` on a healthy member and delete the pod (docs/restore.md)"
                    .formatted(claim.getMetadata().getName(), created(claim), first.orElseThrow()));
  }

  private static boolean isOf(PersistentVolumeClaim claim, String pod) {
    return claim.getMetadata().getName().equals("data-" + pod);
  }

  private static Instant created(PersistentVolumeClaim claim) {
    return Optional.ofNullable(claim.getMetadata().getCreationTimestamp())
        .map(Instant::parse)
        .orElse(Instant.EPOCH);
  }
}

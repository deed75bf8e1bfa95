package greptimedb.etcd.ops.cluster;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.util.Optional;

/** What a pod's conditions say. */
public final class PodConditions {
  private PodConditions() {}

  /** Whether the condition Ready is true; an absent one is not. */
  public static boolean isReady(Pod pod) {
    return find(pod, "Ready").filter(condition -> "True".equals(condition.getStatus())).isPresent();
  }

  /** The scheduler's {@code Reason: message}, when it found no node. */
  public static Optional<String> unscheduled(Pod pod) {
    return find(pod, "PodScheduled")
        .filter(condition -> "False".equals(condition.getStatus()))
        .map(condition -> condition.getReason() + ": " + condition.getMessage());
  }

  /** What the condition Ready says beside its status; empty when it says nothing. */
  public static Optional<String> message(Pod pod) {
    return find(pod, "Ready").map(PodCondition::getMessage);
  }

  private static Optional<PodCondition> find(Pod pod, String type) {
    return pod.getStatus().getConditions().stream()
        .filter(condition -> type.equals(condition.getType()))
        .findFirst();
  }
}

package greptimedb.etcd.ops;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.util.Optional;

/** What a pod's conditions say. */
final class PodConditions {
  private PodConditions() {}

  static boolean isReady(Pod pod) {
    return find(pod, "Ready").filter(condition -> "True".equals(condition.getStatus())).isPresent();
  }

  /** The scheduler's message, when it found no node. */
  static Optional<String> unscheduled(Pod pod) {
    return find(pod, "PodScheduled")
        .filter(condition -> "False".equals(condition.getStatus()))
        .map(condition -> condition.getReason() + ": " + condition.getMessage());
  }

  static Optional<String> message(Pod pod) {
    return find(pod, "Ready").map(PodCondition::getMessage);
  }

  private static Optional<PodCondition> find(Pod pod, String type) {
    return pod.getStatus().getConditions().stream()
        .filter(condition -> type.equals(condition.getType()))
        .findFirst();
  }
}

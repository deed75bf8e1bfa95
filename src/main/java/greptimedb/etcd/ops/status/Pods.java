package greptimedb.etcd.ops.status;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;

/** What the table shows of a pod. */
final class Pods {
  /** The label by which the chart tells its releases apart. */
  static final String INSTANCE = "app.kubernetes.io/instance";

  private Pods() {}

  static String release(Pod pod) {
    return pod.getMetadata().getLabels().getOrDefault(INSTANCE, "");
  }

  static boolean isReady(Pod pod) {
    return pod.getStatus().getConditions().stream()
        .anyMatch(
            condition ->
                condition.getType().equals("Ready") && condition.getStatus().equals("True"));
  }

  /** As kubectl shows it: {@code 1/1}. */
  static String ready(Pod pod) {
    var containers = pod.getStatus().getContainerStatuses();
    return containers.stream()
            .filter(container -> Boolean.TRUE.equals(container.getReady()))
            .count()
        + "/"
        + containers.size();
  }

  static int restarts(Pod pod) {
    return pod.getStatus().getContainerStatuses().stream()
        .mapToInt(ContainerStatus::getRestartCount)
        .sum();
  }

  /** The reason why a container waits, where one does; the pod's phase otherwise. */
  static String phase(Pod pod) {
    if (pod.getMetadata().getDeletionTimestamp() != null) {
      return "Terminating";
    }
    return pod.getStatus().getContainerStatuses().stream()
        .filter(
            container -> container.getState() != null && container.getState().getWaiting() != null)
        .map(container -> container.getState().getWaiting().getReason())
        .findFirst()
        .orElse(pod.getStatus().getPhase());
  }
}

package greptimedb.etcd.ops.cluster;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The members' pods, and what a table shows of them. */
public final class MemberPods {
  /** The label by which the chart tells its releases apart. */
  private static final String INSTANCE = "app.kubernetes.io/instance";

  private MemberPods() {}

  /** Those of some releases, by name. */
  public static List<Pod> of(
      KubernetesClient client, String namespace, Collection<String> releases) {
    return client
        .pods()
        .inNamespace(namespace)
        .withLabel("app.kubernetes.io/component", "etcd")
        .withLabelIn(INSTANCE, releases.toArray(String[]::new))
        .list()
        .getItems()
        .stream()
        .sorted(Comparator.comparing(pod -> pod.getMetadata().getName()))
        .toList();
  }

  /** The release that a pod belongs to. */
  public static String release(Pod pod) {
    return pod.getMetadata().getLabels().getOrDefault(INSTANCE, "");
  }

  /**
   * The pod in which a release's etcd is best asked: one that is ready, otherwise one whose
   * container runs, since an alarm is enough for no member to be ready.
   */
  public static Optional<Pod> toAsk(Collection<Pod> pods, String release) {
    return pods.stream()
        .filter(pod -> release(pod).equals(release))
        .filter(MemberPods::isRunning)
        .min(Comparator.comparing(pod -> !PodConditions.isReady(pod)));
  }

  private static boolean isRunning(Pod pod) {
    return pod.getMetadata().getDeletionTimestamp() == null
        && pod.getStatus().getContainerStatuses().stream()
            .filter(container -> container.getName().equals(ContainerCommand.ETCD))
            .anyMatch(
                container ->
                    container.getState() != null && container.getState().getRunning() != null);
  }

  /** As kubectl shows it: {@code 1/1}. */
  public static String ready(Pod pod) {
    var containers = pod.getStatus().getContainerStatuses();
    return containers.stream()
            .filter(container -> Boolean.TRUE.equals(container.getReady()))
            .count()
        + "/"
        + containers.size();
  }

  /** Of all its containers together. */
  public static int restarts(Pod pod) {
    return pod.getStatus().getContainerStatuses().stream()
        .mapToInt(ContainerStatus::getRestartCount)
        .sum();
  }

  /** The reason why a container waits, where one does; the pod's phase otherwise. */
  public static String phase(Pod pod) {
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

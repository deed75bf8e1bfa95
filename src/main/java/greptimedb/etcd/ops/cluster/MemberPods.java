package greptimedb.etcd.ops.cluster;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

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

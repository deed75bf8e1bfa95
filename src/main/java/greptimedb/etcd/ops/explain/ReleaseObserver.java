package greptimedb.etcd.ops.explain;

import greptimedb.etcd.ops.cluster.Containers;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what is there of a release, found by the label {@code app.kubernetes.io/instance}. */
final class ReleaseObserver {
  private static final String INSTANCE = "app.kubernetes.io/instance";

  private final KubernetesClient client;
  private final String namespace;

  ReleaseObserver(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  Observed observe(String release) {
    var pods = client.pods().inNamespace(namespace).withLabel(INSTANCE, release).list().getItems();
    return new Observed(
        client
            .apps()
            .statefulSets()
            .inNamespace(namespace)
            .withLabel(INSTANCE, release)
            .list()
            .getItems(),
        pods,
        client
            .persistentVolumeClaims()
            .inNamespace(namespace)
            .withLabel(INSTANCE, release)
            .list()
            .getItems(),
        client.v1().events().inNamespace(namespace).list().getItems(),
        lastLines(pods));
  }

  private Map<String, String> lastLines(List<Pod> pods) {
    var lines = new HashMap<String, String>();
    for (var pod : pods) {
      for (var container : Containers.of(pod)) {
        if (Containers.ended(container).isPresent()) {
          lines.put(Containers.key(pod, container), lastLine(pod, container));
        }
      }
    }
    return lines;
  }

  private String lastLine(Pod pod, ContainerStatus container) {
    var resource =
        client
            .pods()
            .inNamespace(namespace)
            .withName(pod.getMetadata().getName())
            .inContainer(container.getName());
    try {
      var now = container.getState().getTerminated() != null;
      var log =
          now ? resource.tailingLines(5).getLog() : resource.terminated().tailingLines(5).getLog();
      return TerminalText.plain(log)
          .lines()
          .map(String::strip)
          .filter(l -> !l.isEmpty())
          .reduce("", (a, b) -> b);
    } catch (KubernetesClientException e) {
      return "";
    }
  }
}

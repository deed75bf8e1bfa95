package greptimedb.etcd.ops.restore.live;

import static greptimedb.etcd.ops.restore.live.Asking.ask;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Deletable;
import io.fabric8.kubernetes.client.dsl.Filterable;
import java.util.List;
import java.util.Map;

/**
 * What a release's creation that was cut off has left: the objects of the kinds that the etcd chart
 * makes, by the labels that Helm's charts give them, and Helm's own records. Claims are none of it.
 */
final class ReleaseLeftovers {
  private final KubernetesClient client;
  private final String namespace;
  private final Map<String, String> labels;
  private final Map<String, String> record;

  ReleaseLeftovers(KubernetesClient client, String namespace, String release) {
    this.client = client;
    this.namespace = namespace;
    this.labels =
        Map.of("app.kubernetes.io/instance", release, "app.kubernetes.io/managed-by", "Helm");
    this.record = Map.of("owner", "helm", "name", release);
  }

  /** Removes it; its pods end after that. */
  void remove() {
    for (var kind : kinds()) {
      ask(() -> kind.withLabels(labels).delete());
    }
    ask(() -> client.secrets().inNamespace(namespace).withLabels(record).delete());
  }

  private List<? extends Filterable<? extends Deletable>> kinds() {
    return List.of(
        client.apps().statefulSets().inNamespace(namespace),
        client.batch().v1().cronjobs().inNamespace(namespace),
        client.batch().v1().jobs().inNamespace(namespace),
        client.services().inNamespace(namespace),
        client.configMaps().inNamespace(namespace),
        client.secrets().inNamespace(namespace),
        client.serviceAccounts().inNamespace(namespace),
        client.policy().v1().podDisruptionBudget().inNamespace(namespace),
        client.network().v1().networkPolicies().inNamespace(namespace));
  }
}

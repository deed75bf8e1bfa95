package greptimedb.etcd.ops.restore.live;

import static greptimedb.etcd.ops.restore.live.Asking.ask;

import greptimedb.etcd.model.cluster.ReleaseNames;
import greptimedb.etcd.model.recovery.Preparation;
import greptimedb.etcd.model.recovery.Verification;
import greptimedb.etcd.ops.cluster.HelmRecord;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Deletable;
import io.fabric8.kubernetes.client.dsl.Filterable;
import java.util.List;
import java.util.Map;

/**
 * What a restore that was cut off has left of a release, in nobody's state: the objects of the
 * kinds that the etcd chart makes, by the labels that Helm's charts give them, Helm's own records,
 * and the Jobs of its preparation and verification. Claims are none of it.
 */
final class ReleaseLeftovers {
  private final KubernetesClient client;
  private final ReleaseNames names;
  private final String namespace;

  ReleaseLeftovers(KubernetesClient client, ReleaseNames names) {
    this.client = client;
    this.names = names;
    this.namespace = names.namespace();
  }

  /** Removes it; its pods end after that. */
  void remove() {
    var labels =
        Map.of(
            "app.kubernetes.io/instance", names.release(), "app.kubernetes.io/managed-by", "Helm");
    for (var kind : kinds()) {
      ask(() -> kind.withLabels(labels).delete());
    }
    var records = HelmRecord.selector(names.release());
    ask(() -> client.secrets().inNamespace(namespace).withLabelSelector(records).delete());
    var jobs = client.batch().v1().jobs().inNamespace(namespace);
    for (var job : ask(() -> jobs.list()).getItems()) {
      if (isOfTheRestore(job.getMetadata().getName())) {
        ask(() -> client.resource(job).delete());
      }
    }
  }

  private boolean isOfTheRestore(String job) {
    return Preparation.isOf(names, job) || Verification.isOf(names, job);
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

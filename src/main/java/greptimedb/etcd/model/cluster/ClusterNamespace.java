package greptimedb.etcd.model.cluster;

import greptimedb.etcd.config.cluster.ClusterConfiguration;
import greptimedb.etcd.model.KubernetesObject;
import java.util.Map;
import java.util.Optional;

/** The namespace of a cluster. */
public final class ClusterNamespace {
  private ClusterNamespace() {}

  /** The namespace; empty where somebody else makes it. */
  public static Optional<KubernetesObject> desired(ClusterConfiguration cluster) {
    return cluster.createNamespace()
        ? Optional.of(
            new KubernetesObject("v1", "Namespace", Map.of("name", cluster.namespace()), Map.of()))
        : Optional.empty();
  }
}

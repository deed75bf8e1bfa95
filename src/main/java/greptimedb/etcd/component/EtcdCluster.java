package greptimedb.etcd.component;

import com.pulumi.kubernetes.Provider;
import com.pulumi.kubernetes.core.v1.Namespace;
import com.pulumi.kubernetes.core.v1.NamespaceArgs;
import com.pulumi.kubernetes.helm.v3.Release;
import com.pulumi.kubernetes.meta.v1.inputs.ObjectMetaArgs;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import greptimedb.etcd.config.cluster.ClusterConfiguration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The etcd cluster: its namespace, if the program is to create it, and the Helm release of the
 * chart.
 */
public final class EtcdCluster extends ComponentResource {
  private final Release release;

  /**
   * Declares the cluster.
   *
   * @param cluster the configuration
   * @param values the chart values
   * @param provider what every resource goes through
   * @param before declares what the release has to wait for, given what a namespaced object has to
   *     wait for
   */
  public EtcdCluster(
      ClusterConfiguration cluster,
      Map<String, Object> values,
      Provider provider,
      UnaryOperator<List<Resource>> before) {
    super(
        "greptimedb-etcd:component:EtcdCluster",
        cluster.release(),
        ComponentResourceOptions.builder().provider(provider).build());
    var namespace =
        cluster.createNamespace()
            ? List.<Resource>of(namespace(cluster, provider))
            : List.<Resource>of();
    var prerequisites =
        Stream.concat(namespace.stream(), before.apply(namespace).stream()).toList();
    this.release =
        ChartRelease.declare(
            cluster.release(),
            cluster,
            values,
            CustomResourceOptions.builder()
                .parent(this)
                .provider(provider)
                .dependsOn(prerequisites)
                .build());
    registerOutputs(Map.of());
  }

  /** What everything else in the namespace waits for. */
  public Resource release() {
    return release;
  }

  /** Protected: with the namespace would go the claims, and with the claims the data. */
  private Namespace namespace(ClusterConfiguration cluster, Provider provider) {
    return new Namespace(
        cluster.namespace(),
        NamespaceArgs.builder()
            .metadata(ObjectMetaArgs.builder().name(cluster.namespace()).build())
            .build(),
        CustomResourceOptions.builder().parent(this).provider(provider).protect(true).build());
  }
}

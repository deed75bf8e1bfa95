package greptimedb.etcd.component;

import com.pulumi.kubernetes.Provider;
import com.pulumi.kubernetes.helm.v3.Release;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResource;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import greptimedb.etcd.config.cluster.ClusterConfiguration;
import greptimedb.etcd.kubernetes.DeclaredObject;
import greptimedb.etcd.model.KubernetesObject;
import greptimedb.etcd.model.cluster.ClusterNamespace;
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
        ClusterNamespace.desired(cluster).stream()
            .<Resource>map(object -> namespace(object, provider))
            .toList();
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
  public CustomResource release() {
    return release;
  }

  /** Protected: with the namespace would go the claims, and with the claims the data. */
  private Resource namespace(KubernetesObject namespace, Provider provider) {
    return new DeclaredObject(
        namespace,
        CustomResourceOptions.builder().parent(this).provider(provider).protect(true).build());
  }
}

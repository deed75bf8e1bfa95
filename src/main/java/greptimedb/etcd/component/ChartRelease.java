package greptimedb.etcd.component;

import com.pulumi.kubernetes.helm.v3.Release;
import com.pulumi.kubernetes.helm.v3.ReleaseArgs;
import com.pulumi.kubernetes.helm.v3.inputs.RepositoryOptsArgs;
import com.pulumi.resources.CustomResourceOptions;
import greptimedb.etcd.config.cluster.ClusterConfiguration;
import java.util.Map;

/** A Helm release of the etcd chart. */
final class ChartRelease {
  private static final int TIMEOUT_SECONDS = 300;

  private ChartRelease() {}

  /**
   * Declares a release.
   *
   * @param name of the release
   * @param cluster the chart and the namespace
   * @param values the chart values
   * @param options with parent, provider and what it has to wait for
   */
  static Release declare(
      String name,
      ClusterConfiguration cluster,
      Map<String, Object> values,
      CustomResourceOptions options) {
    var chart = cluster.chart();
    var arguments =
        ReleaseArgs.builder()
            .name(name)
            .namespace(cluster.namespace())
            .chart(chart.reference())
            .values(values)
            .timeout(TIMEOUT_SECONDS);
    if (!chart.isLocal()) {
      arguments.version(chart.version());
    }
    chart
        .repository()
        .ifPresent(
            address ->
                arguments.repositoryOpts(RepositoryOptsArgs.builder().repo(address).build()));
    return new Release(name, arguments.build(), options);
  }
}

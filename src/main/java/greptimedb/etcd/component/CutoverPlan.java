package greptimedb.etcd.component;

import com.pulumi.kubernetes.Provider;
import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.config.greptimedb.GreptimeConfiguration;
import greptimedb.etcd.config.reading.ConfigurationException;
import greptimedb.etcd.config.reading.Problem;
import greptimedb.etcd.model.cluster.ReleaseNames;
import greptimedb.etcd.model.greptimedb.ClusterPatch;
import greptimedb.etcd.model.greptimedb.Cutover;
import greptimedb.etcd.model.greptimedb.LiveCluster;
import java.util.Optional;

/** Looks at the GreptimeDBCluster before anything is declared, in previews as well. */
public final class CutoverPlan {
  private CutoverPlan() {}

  /**
   * What is to be patched; empty if the block is not enabled.
   *
   * @throws ConfigurationException if the object is not there or must not be patched
   */
  public static Optional<Cutover> of(Configuration configuration, Provider provider) {
    return configuration.greptimedb().map(greptimedb -> of(greptimedb, configuration, provider));
  }

  private static Cutover of(
      GreptimeConfiguration greptimedb, Configuration configuration, Provider provider) {
    var cluster = configuration.cluster();
    var active = new ReleaseNames(cluster.namespace(), configuration.active(), cluster.replicas());
    var cutover = new Cutover(greptimedb, live(greptimedb, provider), active);
    if (!cutover.problems().isEmpty()) {
      throw new ConfigurationException(cutover.problems());
    }
    return cutover;
  }

  private static LiveCluster live(GreptimeConfiguration greptimedb, Provider provider) {
    var absent =
        new Problem(
            "greptimedb.name",
            greptimedb.name(),
            "expected a GreptimeDBCluster of that name in namespace %s; there is none, or it cannot be read. Create it first, or set greptimedb.enabled: false until it is there"
                .formatted(greptimedb.namespace()));
    return new LiveCluster(
        LiveObject.read(
            ClusterPatch.API_VERSION,
            ClusterPatch.KIND,
            greptimedb.namespace(),
            greptimedb.name(),
            provider,
            absent));
  }
}

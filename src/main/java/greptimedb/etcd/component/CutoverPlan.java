package greptimedb.etcd.component;

import com.pulumi.kubernetes.Provider;
import com.pulumi.resources.CustomResourceOptions;
import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.config.greptimedb.GreptimeConfiguration;
import greptimedb.etcd.config.reading.ConfigurationException;
import greptimedb.etcd.config.reading.Problem;
import greptimedb.etcd.kubernetes.ReadObject;
import greptimedb.etcd.model.cluster.ReleaseNames;
import greptimedb.etcd.model.greptimedb.Cutover;
import greptimedb.etcd.model.greptimedb.LiveCluster;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;

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
    var reference = greptimedb.namespace() + "/" + greptimedb.name();
    try {
      return new LiveCluster(
          new ReadObject(
                  "greptime.io/v1alpha1",
                  "GreptimeDBCluster",
                  reference,
                  CustomResourceOptions.builder().provider(provider).build())
              .fields()
              .join());
    } catch (CompletionException unreadable) {
      throw new ConfigurationException(
          List.of(
              new Problem(
                  "greptimedb.name",
                  reference,
                  "expected a GreptimeDBCluster of this name on the cluster; create it first, or set greptimedb.enabled: false until it is there")));
    }
  }
}

package greptimedb.etcd;

import com.pulumi.kubernetes.Provider;
import com.pulumi.resources.Resource;
import greptimedb.etcd.component.BackupStorage;
import greptimedb.etcd.component.EtcdCluster;
import greptimedb.etcd.component.JobScripts;
import greptimedb.etcd.component.Snapshots;
import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.model.cluster.HelmValues;
import java.util.ArrayList;
import java.util.List;

/** The components of a stack, in the order in which they need each other. */
final class StackResources {
  private final Configuration configuration;
  private final Provider provider;

  StackResources(Configuration configuration, Provider provider) {
    this.configuration = configuration;
    this.provider = provider;
  }

  /**
   * Declares what is enabled.
   *
   * @throws greptimedb.etcd.config.reading.ConfigurationException if further chart values clash
   *     with managed ones; nothing is declared then
   */
  void declare() {
    var release = configuration.cluster().release();
    var values = HelmValues.of(configuration, release);
    var storage = new ArrayList<Resource>();
    var cluster =
        new EtcdCluster(
            configuration.cluster(),
            values,
            provider,
            namespace -> {
              storage.addAll(backupStorage(namespace));
              return storage;
            });
    var beforeJobs = new ArrayList<Resource>(storage);
    beforeJobs.add(cluster.release());
    if (hasJobs()) {
      beforeJobs.addAll(
          new JobScripts(configuration, provider, List.of(cluster.release())).resources());
    }
    configuration
        .backup()
        .ifPresent(backup -> new Snapshots(configuration, backup, provider, beforeJobs));
  }

  private boolean hasJobs() {
    return configuration.backup().isPresent() || configuration.defrag().isPresent();
  }

  private List<Resource> backupStorage(List<Resource> namespace) {
    return configuration
        .backup()
        .map(
            backup ->
                new BackupStorage(configuration.cluster(), backup.storage(), provider, namespace)
                    .resources())
        .orElse(List.of());
  }
}

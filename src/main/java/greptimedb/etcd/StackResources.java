package greptimedb.etcd;

import com.pulumi.kubernetes.Provider;
import com.pulumi.resources.Resource;
import greptimedb.etcd.component.ApiKinds;
import greptimedb.etcd.component.BackupStorage;
import greptimedb.etcd.component.DashboardCache;
import greptimedb.etcd.component.DashboardLoader;
import greptimedb.etcd.component.Defragmentation;
import greptimedb.etcd.component.EtcdCluster;
import greptimedb.etcd.component.ExistingClaim;
import greptimedb.etcd.component.JobScripts;
import greptimedb.etcd.component.Monitoring;
import greptimedb.etcd.component.PreparedDashboards;
import greptimedb.etcd.component.Snapshots;
import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.model.KubernetesObject;
import greptimedb.etcd.model.monitoring.MonitoringKinds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The components of a stack, in the order in which they need each other. */
final class StackResources {
  private final Configuration configuration;
  private final Map<String, Object> values;
  private final Provider provider;
  private List<KubernetesObject> dashboards = List.of();

  /**
   * Declares nothing yet.
   *
   * @param values of the cluster's release
   */
  StackResources(Configuration configuration, Map<String, Object> values, Provider provider) {
    this.configuration = configuration;
    this.values = values;
    this.provider = provider;
  }

  /**
   * Looks at all that is outside of the configuration: the cluster's kinds, the claim that somebody
   * else made, dashboards that are downloaded.
   *
   * @return warnings, one line each
   * @throws greptimedb.etcd.config.reading.ConfigurationException if something is missing; nothing
   *     is declared yet
   */
  List<String> prepare(Map<String, String> environment) {
    ApiKinds.require(MonitoringKinds.of(configuration), provider);
    ExistingClaim.check(configuration, provider);
    var loader = new DashboardLoader(DashboardCache.ofUser(environment));
    var prepared = PreparedDashboards.of(configuration, loader);
    dashboards = prepared.objects();
    return prepared.warnings();
  }

  /** Declares what is enabled; the cluster's release is what takes longest. */
  Resource declare() {
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
    configuration
        .monitoring()
        .ifPresent(
            monitoring ->
                new Monitoring(
                    configuration, monitoring, dashboards, provider, List.of(cluster.release())));
    var beforeJobs = new ArrayList<Resource>(storage);
    beforeJobs.add(cluster.release());
    if (hasJobs()) {
      beforeJobs.addAll(
          new JobScripts(configuration, provider, List.of(cluster.release())).resources());
    }
    configuration
        .backup()
        .ifPresent(backup -> new Snapshots(configuration, backup, provider, beforeJobs));
    configuration
        .defrag()
        .ifPresent(defrag -> new Defragmentation(configuration, defrag, provider, beforeJobs));
    return cluster.release();
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

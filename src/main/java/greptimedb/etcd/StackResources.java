package greptimedb.etcd;

import com.pulumi.core.Output;
import com.pulumi.kubernetes.Provider;
import com.pulumi.resources.Resource;
import greptimedb.etcd.component.BackupStorage;
import greptimedb.etcd.component.EtcdCluster;
import greptimedb.etcd.component.JobScripts;
import greptimedb.etcd.component.MetadataCutover;
import greptimedb.etcd.component.RestoredRelease;
import greptimedb.etcd.component.Snapshots;
import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.config.restore.DeployedReleases;
import greptimedb.etcd.model.greptimedb.Cutover;
import greptimedb.etcd.model.recovery.Recovery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The components of a stack, in the order in which they need each other. */
final class StackResources {
  private final Configuration configuration;
  private final Map<String, Object> values;
  private final Provider provider;
  private final DeployedReleases deployed;
  private final Optional<Recovery> recovery;
  private final Optional<Cutover> cutover;

  /**
   * A stack.
   *
   * @param values of the chart, for {@code cluster.release}
   * @param deployed the releases that it had before
   * @param recovery the restore that is to be done
   * @param cutover the GreptimeDBCluster that follows the active release
   */
  StackResources(
      Configuration configuration,
      Map<String, Object> values,
      Provider provider,
      DeployedReleases deployed,
      Optional<Recovery> recovery,
      Optional<Cutover> cutover) {
    this.configuration = configuration;
    this.values = values;
    this.provider = provider;
    this.deployed = deployed;
    this.recovery = recovery;
    this.cutover = cutover;
  }

  /**
   * Declares what is enabled.
   *
   * @return what becomes of the restore; empty if there is none
   * @throws greptimedb.etcd.config.reading.ConfigurationException if further chart values clash
   *     with managed ones; nothing is declared then
   */
  Optional<Output<Object>> declare() {
    var release = configuration.cluster().release();
    var startingValues = recovery.map(Recovery::values);
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
    var restored = restoredRelease(startingValues.orElse(Map.of()), beforeJobs);
    configuration
        .backup()
        .ifPresent(backup -> new Snapshots(configuration, backup, provider, beforeJobs));
    var active =
        restored
            .filter(other -> !configuration.active().equals(release))
            .map(RestoredRelease::ready)
            .orElse(List.of(cluster.release()));
    cutover.ifPresent(plan -> new MetadataCutover(plan, active, provider));
    return restored.map(RestoredRelease::outcome);
  }

  private Optional<RestoredRelease> restoredRelease(
      Map<String, Object> startingValues, List<Resource> after) {
    return recovery
        .map(plan -> RestoredRelease.starting(plan, startingValues, provider, after))
        .or(
            () ->
                configuration
                    .restore()
                    .flatMap(restore -> deployed.restored(restore.release()))
                    .map(
                        finished ->
                            RestoredRelease.running(configuration, finished, provider, after)));
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

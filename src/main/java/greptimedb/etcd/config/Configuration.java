package greptimedb.etcd.config;

import greptimedb.etcd.config.backup.BackupConfiguration;
import greptimedb.etcd.config.cluster.ClusterConfiguration;
import greptimedb.etcd.config.defrag.DefragConfiguration;
import greptimedb.etcd.config.greptimedb.GreptimeConfiguration;
import greptimedb.etcd.config.monitoring.MonitoringConfiguration;
import greptimedb.etcd.config.restore.RestoreConfiguration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The configuration of a stack. A block that is not enabled is empty.
 *
 * @param cluster the etcd cluster
 * @param backup snapshots and their storage
 * @param restore the release that starts from a snapshot
 * @param active the release that GreptimeDB uses
 * @param greptimedb the GreptimeDBCluster that follows it
 * @param monitoring metrics, alerts, dashboards
 * @param defrag defragmentation
 * @param secretValues whether anything in the block cluster is a secret, so that the further chart
 *     values may be
 */
public record Configuration(
    ClusterConfiguration cluster,
    Optional<BackupConfiguration> backup,
    Optional<RestoreConfiguration> restore,
    String active,
    Optional<GreptimeConfiguration> greptimedb,
    Optional<MonitoringConfiguration> monitoring,
    Optional<DefragConfiguration> defrag,
    boolean secretValues) {

  /** The releases of the stack: the cluster's, then the one that is restored. */
  public List<String> releases() {
    return Stream.concat(
            Stream.of(cluster.release()), restore.map(RestoreConfiguration::release).stream())
        .toList();
  }

  /** The same stack with another restore. */
  public Configuration withRestore(RestoreConfiguration other) {
    return new Configuration(
        cluster, backup, Optional.of(other), active, greptimedb, monitoring, defrag, secretValues);
  }

  /** The same stack as if another of its releases were the active one. */
  public Configuration withActive(String release) {
    return new Configuration(
        cluster, backup, restore, release, greptimedb, monitoring, defrag, secretValues);
  }
}

package greptimedb.etcd.config.cluster;

import greptimedb.etcd.config.value.Quantity;
import greptimedb.etcd.config.value.TimeSpan;
import java.util.Map;

/**
 * The block {@code cluster}: the etcd cluster and the release that holds it. Defaults are the
 * document's values, but for {@code readiness}.
 *
 * @param namespace Kubernetes namespace of the release
 * @param createNamespace whether the program creates that namespace
 * @param release name of the Helm release
 * @param chart where the chart comes from
 * @param image the etcd image
 * @param replicas number of members, odd
 * @param storage volume of each member
 * @param resources requests and limits of each member
 * @param compaction how old revisions are forgotten
 * @param quota largest size of the database ({@code ETCD_QUOTA_BACKEND_BYTES})
 * @param electionTimeout {@code ETCD_ELECTION_TIMEOUT}, whole milliseconds
 * @param snapshotCount {@code ETCD_SNAPSHOT_COUNT}, committed transactions between Raft snapshots
 * @param readiness when members are asked whether they are ready
 * @param changeUnhealthyMembers whether a change restarts members although not all are healthy
 * @param values further chart values, merged last
 */
public record ClusterConfiguration(
    String namespace,
    boolean createNamespace,
    String release,
    ChartReference chart,
    ImageReference image,
    int replicas,
    StorageRequest storage,
    ResourceRequest resources,
    Compaction compaction,
    Quantity quota,
    TimeSpan electionTimeout,
    int snapshotCount,
    Readiness readiness,
    boolean changeUnhealthyMembers,
    Map<String, Object> values) {

  /** The same cluster as another release, in the namespace that is there by then. */
  public ClusterConfiguration beside(String otherRelease) {
    return new ClusterConfiguration(
        namespace,
        false,
        otherRelease,
        chart,
        image,
        replicas,
        storage,
        resources,
        compaction,
        quota,
        electionTimeout,
        snapshotCount,
        readiness,
        changeUnhealthyMembers,
        values);
  }
}

package greptimedb.etcd.ops.restore;

/**
 * What a restore asks of the world. Each call may throw {@link ClusterAway}; none keeps a state of
 * its own that a killed restore would need.
 *
 * @param greptime the GreptimeDBCluster; never asked where the plan has none
 * @param metasrv its Metasrv; likewise
 * @param snapshots the backup volume
 * @param preparation the Job that prepares a snapshot
 * @param stack the stack file and {@code pulumi up}
 * @param releases the releases as they are in the cluster
 * @param progress where the progress is kept
 * @param pace time
 * @param log what the person sees
 */
public record Ports(
    GreptimePort greptime,
    MetasrvPort metasrv,
    SnapshotPort snapshots,
    PreparationPort preparation,
    StackPort stack,
    ReleasePort releases,
    ProgressPort progress,
    Pace pace,
    RestoreLog log) {}

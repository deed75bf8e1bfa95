package greptimedb.etcd.config.cluster;

/**
 * How etcd forgets old revisions.
 *
 * @param mode {@code periodic} or {@code revision}
 * @param retention a time span in mode periodic, a number of revisions in mode revision
 */
public record Compaction(String mode, String retention) {}

package greptimedb.etcd.config;

/**
 * The configuration of a stack.
 *
 * @param cluster the etcd cluster
 * @param active the release that GreptimeDB uses
 */
public record Configuration(ClusterConfiguration cluster, String active) {}

package greptimedb.etcd.config.greptimedb;

/**
 * The block {@code greptimedb}, where it is enabled: the GreptimeDBCluster that follows the active
 * release.
 *
 * @param namespace of the GreptimeDBCluster
 * @param name its name
 * @param endpointField the field that names its etcd
 * @param force whether the field is taken over from another manager
 */
public record GreptimeConfiguration(
    String namespace, String name, EndpointField endpointField, boolean force) {}

package greptimedb.etcd.config.cluster;

/**
 * The etcd image.
 *
 * @param registry host, with a port if it is not 443
 * @param repository path in the registry
 * @param tag the version; etcd 3.5 only, since 3.6 lost a command that chart 11 needs
 *     (charts#34017)
 */
public record ImageReference(String registry, String repository, String tag) {}

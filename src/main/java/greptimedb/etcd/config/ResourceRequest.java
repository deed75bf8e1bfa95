package greptimedb.etcd.config;

/**
 * What each member asks for; requests and limits are equal.
 *
 * @param cpu cores
 * @param memory bytes
 */
public record ResourceRequest(Quantity cpu, Quantity memory) {}

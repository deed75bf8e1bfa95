package greptimedb.etcd.config.cluster;

import greptimedb.etcd.config.value.Quantity;

/**
 * What each member asks for; requests and limits are equal.
 *
 * @param cpu cores
 * @param memory bytes
 */
public record ResourceRequest(Quantity cpu, Quantity memory) {}

package greptimedb.etcd.config.cluster;

import greptimedb.etcd.config.value.Quantity;
import java.util.Optional;

/**
 * The volume of each member.
 *
 * @param size capacity; cannot change once the release exists (volumeClaimTemplates)
 * @param storageClass the class, or empty for the cluster's default
 */
public record StorageRequest(Quantity size, Optional<String> storageClass) {}

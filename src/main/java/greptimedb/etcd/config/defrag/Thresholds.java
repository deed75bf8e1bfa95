package greptimedb.etcd.config.defrag;

import greptimedb.etcd.config.value.Quantity;

/**
 * The block {@code defrag.thresholds}: a member is worth it when it meets both. The defaults are
 * those of the operators that defragment by themselves (OpenShift's, etcd-defrag).
 *
 * @param percent the share of its database that must be free
 * @param size the bytes that must be
 */
public record Thresholds(int percent, Quantity size) {
  /** Where the stack file has none. */
  public static final Thresholds DEFAULT = new Thresholds(45, Quantity.of("100Mi"));
}

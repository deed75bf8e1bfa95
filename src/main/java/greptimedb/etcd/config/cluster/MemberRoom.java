package greptimedb.etcd.config.cluster;

import greptimedb.etcd.config.value.Quantity;

/**
 * The room that a member's volume needs at its quota. etcd raises NOSPACE by the size of its
 * database alone and knows nothing of the volume.
 *
 * @param quota the largest that the database can be
 */
public record MemberRoom(Quantity quota) {
  /**
   * etcd keeps five files of its log and has the next one allocated, 64 MiB each (etcd's {@code
   * --max-wals} and {@code wal.SegmentSizeBytes}).
   */
  public static final Quantity LOG = Quantity.of("384Mi");

  /** Enough for NOSPACE to be raised before the volume is full. */
  public Quantity least() {
    return quota.plus(LOG);
  }

  /**
   * Enough for a second copy of the database, which defragmentation writes, and a member that has
   * fallen so far behind that the leader sends it everything.
   */
  public Quantity withCopy() {
    return quota.times(2).plus(LOG);
  }
}

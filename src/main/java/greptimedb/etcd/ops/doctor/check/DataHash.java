package greptimedb.etcd.ops.doctor.check;

/**
 * What {@code etcdctl endpoint hashkv} prints for a member.
 *
 * @param endpoint that was asked, {@code host:port}
 * @param cluster id of its cluster, a decimal number
 * @param compactRevision up to which it has compacted its history
 * @param hash over its keys from there to the revision that was asked for
 */
public record DataHash(String endpoint, String cluster, long compactRevision, long hash) {
  /** Whether the two can be compared: a hash depends on where the history begins. */
  boolean isComparable(DataHash other) {
    return !cluster.equals(other.cluster) || compactRevision == other.compactRevision;
  }

  boolean isEqual(DataHash other) {
    return cluster.equals(other.cluster) && hash == other.hash;
  }

  /** Its pod: the first part of the host. */
  String pod() {
    return endpoint.replaceFirst("[.:].*$", "");
  }
}

package greptimedb.etcd.ops.diff.compare;

/** What becomes of an object. */
public enum Change {
  /** It is new. */
  CREATED,
  /** It changes in place. */
  CHANGED,
  /** It is deleted and made anew, since a field changes that cannot. */
  REPLACED,
  /** It goes. */
  DELETED,
  /** It stays in the cluster, no longer declared. */
  KEPT,
  /** The engine refuses to delete it. */
  PROTECTED,
  /** It stays as it is. */
  UNCHANGED
}

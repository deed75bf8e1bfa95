package greptimedb.etcd.ops.restore;

/** The API server does not answer: the step is run again once it does. */
public final class ClusterAway extends RuntimeException {
  /** With what it said, in one line. */
  public ClusterAway(String message, Throwable cause) {
    super(message, cause);
  }
}

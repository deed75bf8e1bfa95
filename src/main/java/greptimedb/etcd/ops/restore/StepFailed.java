package greptimedb.etcd.ops.restore;

/** A step cannot go on by itself. What has been done stays, and the restore can be resumed. */
public final class StepFailed extends RuntimeException {
  /** With the reason in one line, and what to do. */
  public StepFailed(String message) {
    super(message);
  }
}

package greptimedb.etcd.ops.restore;

/**
 * A step of a restore. Run again after it was cut off anywhere, it ends in the same state: it looks
 * at the world, not at how far an earlier run says that it came.
 */
interface Step {
  StepName name();

  /** Whether the world shows that there is nothing left to do. */
  boolean isDone(Session session);

  /** Does it. */
  void run(Session session);
}

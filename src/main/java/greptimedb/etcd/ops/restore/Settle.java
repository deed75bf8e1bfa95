package greptimedb.etcd.ops.restore;

/**
 * Has the program turn the start from the snapshot off: a member that lost its volume would
 * otherwise come back with the snapshot's old data.
 */
final class Settle implements Step {
  @Override
  public StepName name() {
    return StepName.SETTLE;
  }

  @Override
  public boolean isDone(Session session) {
    return false;
  }

  @Override
  public void run(Session session) {
    up(session);
    if (startsFromSnapshot(session)) {
      // A run that was cut off before its end left it to this one to finish the restore.
      up(session);
    }
    if (startsFromSnapshot(session)) {
      session
          .ports()
          .log()
          .warn(
              "the members of %s still start from the snapshot; run `pulumi up` once more"
                  .formatted(session.plan().to()));
    }
    Schedule.resume(session);
  }

  private static void up(Session session) {
    session.ports().stack().startUp();
    session.ports().stack().awaitUp();
  }

  private static boolean startsFromSnapshot(Session session) {
    return session.ports().releases().startsFromSnapshot(session.plan().to());
  }
}

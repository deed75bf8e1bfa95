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
    var to = session.plan().to();
    session.ports().stack().startUp();
    session.ports().stack().awaitUp();
    if (session.ports().releases().startsFromSnapshot(to)) {
      session
          .ports()
          .log()
          .warn(
              "the members of %s still start from the snapshot; run `pulumi up` once more"
                  .formatted(to));
    }
  }
}

package greptimedb.etcd.ops.restore;

import java.util.List;

/** Has the program prepare the snapshot; its run goes on to the release and its verification. */
final class Prepare implements Step {
  @Override
  public StepName name() {
    return StepName.PREPARE;
  }

  @Override
  public boolean isDone(Session session) {
    var to = session.plan().to();
    var stack = session.ports().stack();
    return stack.recovers(to, session.snapshotName())
        && (session.ports().releases().isPrepared(to, session.snapshotName())
            || stack.isRestored(to, session.snapshotName()));
  }

  @Override
  public void run(Session session) {
    var stack = session.ports().stack();
    var to = session.plan().to();
    session.note(Fact.SETTINGS_BEFORE, stack.settings());
    var maintenance = session.plan().greptimedb().isPresent();
    session.ports().preparation().begin(to, session.snapshotName(), maintenance);
    if (!stack.recovers(to, session.snapshotName())) {
      stack.recover(to, session.snapshotName(), maintenance);
    }
    stack.ensureUp();
    stack.awaitDuringUp(
        () -> session.ports().releases().isPrepared(to, session.snapshotName()),
        () -> List.of("the preparation of " + session.snapshotName()));
  }
}

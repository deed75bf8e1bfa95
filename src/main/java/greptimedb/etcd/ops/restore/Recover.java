package greptimedb.etcd.ops.restore;

/** Waits for the members of the new release. */
final class Recover implements Step {
  @Override
  public StepName name() {
    return StepName.RECOVER;
  }

  @Override
  public boolean isDone(Session session) {
    var plan = session.plan();
    return session.ports().releases().readyMembers(plan.to()) == plan.replicas();
  }

  @Override
  public void run(Session session) {
    var stack = session.ports().stack();
    var releases = session.ports().releases();
    stack.ensureUp();
    stack.awaitDuringUp(() -> isDone(session), () -> releases.troubles(session.plan().to()));
  }
}

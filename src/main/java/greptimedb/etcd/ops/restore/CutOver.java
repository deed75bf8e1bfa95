package greptimedb.etcd.ops.restore;

import java.util.List;

/** Makes the new release the active one, which GreptimeDB's configuration follows. */
final class CutOver implements Step {
  @Override
  public StepName name() {
    return StepName.CUT_OVER;
  }

  @Override
  public boolean isDone(Session session) {
    return isActive(session, session.plan().to());
  }

  @Override
  public void run(Session session) {
    activate(session, session.plan().to());
    if (!pointsTo(session, session.plan().to())) {
      throw new StepFailed(
          "GreptimeDBCluster %s names %s, not %s; something else sets it back"
              .formatted(
                  session.plan().greptimedb().orElseThrow().shown(),
                  session.ports().greptime().endpoints(),
                  session.plan().endpointOf(session.plan().to())));
    }
  }

  /** Whether the stack file and GreptimeDB name this release. */
  static boolean isActive(Session session, String release) {
    return session.ports().stack().active().equals(release) && pointsTo(session, release);
  }

  /** Makes a release the active one. */
  static void activate(Session session, String release) {
    var stack = session.ports().stack();
    if (!stack.active().equals(release)) {
      stack.activate(release);
    }
    stack.ensureUp();
    stack.awaitUp();
  }

  static boolean pointsTo(Session session, String release) {
    return session.plan().greptimedb().isEmpty()
        || session
            .ports()
            .greptime()
            .endpoints()
            .equals(List.of(session.plan().endpointOf(release)));
  }
}

package greptimedb.etcd.ops.restore;

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
                  session.plan().namesOf(session.plan().to()).endpoint()));
    }
  }

  /** Whether the stack file and GreptimeDB name this release. */
  static boolean isActive(Session session, String release) {
    return session.ports().stack().active().equals(release) && pointsTo(session, release);
  }

  /**
   * Makes a release the active one. GreptimeDB is moved at once, as no Metasrv runs meanwhile; the
   * rest of the stack follows with the next {@code pulumi up}. The run that restored the release
   * may still be ending: the program patches GreptimeDB before a restore or not at all
   * (StackResources), so it does not set this back.
   */
  static void activate(Session session, String release) {
    var stack = session.ports().stack();
    if (!stack.active().equals(release)) {
      stack.activate(release);
    }
    if (session.plan().greptimedb().isPresent()) {
      session.ports().greptime().point(session.plan().namesOf(release));
    } else {
      stack.ensureUp();
      stack.awaitUp();
    }
  }

  static boolean pointsTo(Session session, String release) {
    if (session.plan().greptimedb().isEmpty()) {
      return true;
    }
    var endpoints = session.ports().greptime().endpoints();
    var names = session.plan().namesOf(release);
    return !endpoints.isEmpty() && endpoints.stream().allMatch(names::serves);
  }
}

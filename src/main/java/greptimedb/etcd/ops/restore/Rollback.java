package greptimedb.etcd.ops.restore;

/** Back to the old release, which a restore never changes. Safe to run again after any cut. */
final class Rollback {
  private Rollback() {}

  /** The whole way back. */
  static void run(Session session) {
    var from = session.plan().from();
    if (session.knows(Fact.SETTINGS_BEFORE) && !CutOver.isActive(session, from)) {
      if (session.plan().greptimedb().isPresent()) {
        Fence.close(session);
      }
      session.say(from + " becomes the active release again");
      CutOver.activate(session, from);
      refuseUnlessBack(session);
    }
    if (session.plan().greptimedb().isPresent() && session.knows(Fact.META_REPLICAS)) {
      reopen(session);
    }
    if (session.knows(Fact.SETTINGS_BEFORE)) {
      removeRecovered(session);
    }
    Schedule.resume(session);
  }

  private static void refuseUnlessBack(Session session) {
    if (!CutOver.pointsTo(session, session.plan().from())) {
      throw new StepFailed(
          "GreptimeDBCluster still names %s: Metasrv stays away"
              .formatted(session.ports().greptime().endpoints()));
    }
  }

  private static void reopen(Session session) {
    var replicas = Unfence.replicas(session);
    Unfence.open(session, session.plan().from(), replicas);
    if (replicas > 0 && session.ports().metasrv().calls() == MetasrvPort.Calls.KNOWN) {
      Unfence.switchBack(session);
    }
    session.say("GreptimeDB works on " + session.plan().from() + " again");
  }

  private static void removeRecovered(Session session) {
    var to = session.plan().to();
    var stack = session.ports().stack();
    var releases = session.ports().releases();
    session.say("removing the release " + to);
    if (stack.deployedActive().filter(to::equals).isPresent()) {
      // The program takes no release away that the stack still has as the active one.
      stack.ensureUp();
      stack.awaitUp();
    }
    stack.reset(session.fact(Fact.SETTINGS_BEFORE).orElseThrow());
    stack.ensureUp();
    stack.awaitUp();
    releases.removeLeftovers(to);
    if (session.knows(Fact.NEW_RELEASE_USED)) {
      session
          .ports()
          .log()
          .warn(
              "Metasrv has written to %s: its claims %s are kept"
                  .formatted(to, releases.claims(to)));
    } else if (!releases.claims(to).isEmpty()) {
      // Nothing but a copy of the snapshot, and in the way of the next restore.
      releases.deleteClaims(to);
    }
  }
}

package greptimedb.etcd.ops.restore;

import java.util.List;
import java.util.Map;

/** All members of the new release agree, and hold at least the keys of the snapshot. */
final class Verify implements Step {
  @Override
  public StepName name() {
    return StepName.VERIFY;
  }

  @Override
  public boolean isDone(Session session) {
    return session.knows(Fact.RECOVERED_KEYS);
  }

  /** Does not wait for the end of the run whose Job says it: GreptimeDB stands still meanwhile. */
  @Override
  public void run(Session session) {
    var stack = session.ports().stack();
    var to = session.plan().to();
    // Before a further run, which takes the Job away that tells it.
    note(session);
    if (session.knows(Fact.RECOVERED_KEYS) || stack.isRestored(to, session.snapshotName())) {
      return;
    }
    stack.ensureUp();
    stack.awaitDuringUp(
        () -> {
          note(session);
          return session.knows(Fact.RECOVERED_KEYS);
        },
        () -> List.of("the members of " + to + " have not been verified to agree"));
  }

  private static void note(Session session) {
    if (!session.knows(Fact.RECOVERED_KEYS)) {
      session
          .ports()
          .releases()
          .verified(session.plan().to(), session.snapshotName())
          .ifPresent(found -> note(session, found));
    }
  }

  private static void note(Session session, ReleasePort.Verified found) {
    if (found.keys() < expected(session)) {
      throw new StepFailed(
          "%s has %d keys, fewer than the %d of the snapshot %s"
              .formatted(
                  session.plan().to(), found.keys(), expected(session), session.snapshotName()));
    }
    session.note(
        Map.of(
            Fact.RECOVERED_KEYS, Long.toString(found.keys()),
            Fact.RECOVERED_REVISION, Long.toString(found.revision())));
    session.say(
        "%d members agree: %d keys at revision %d"
            .formatted(session.plan().replicas(), found.keys(), found.revision()));
  }

  private static long expected(Session session) {
    return session.plan().latest()
        ? session.fact(Fact.FINAL_KEYS).map(Long::parseLong).orElse(0L)
        : session.plan().snapshot().orElseThrow().keys().orElse(0L);
  }
}

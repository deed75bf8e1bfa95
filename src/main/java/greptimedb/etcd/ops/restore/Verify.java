package greptimedb.etcd.ops.restore;

import java.util.Map;

/** All members of the new release agree, and hold at least the keys of the snapshot. */
final class Verify implements Step {
  @Override
  public StepName name() {
    return StepName.VERIFY;
  }

  /** A run that was cut off may have left the stack half done: only its end counts. */
  @Override
  public boolean isDone(Session session) {
    return false;
  }

  @Override
  public void run(Session session) {
    var stack = session.ports().stack();
    stack.ensureUp();
    stack.awaitUp();
    var to = session.plan().to();
    var found =
        session
            .ports()
            .releases()
            .verified(to)
            .orElseThrow(
                () -> new StepFailed("the members of " + to + " have not been verified to agree"));
    if (found.keys() < expected(session)) {
      throw new StepFailed(
          "%s has %d keys, fewer than the %d of the snapshot %s"
              .formatted(to, found.keys(), expected(session), session.snapshotName()));
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

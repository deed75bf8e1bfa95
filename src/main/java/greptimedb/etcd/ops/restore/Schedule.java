package greptimedb.etcd.ops.restore;

import java.time.Duration;

/** The schedule of snapshots, which rests while a restore is under way. */
final class Schedule {
  /** For Kubernetes to end a Job that is past its deadline, and its pod. */
  private static final Duration ENDING = Duration.ofMinutes(1);

  private Schedule() {}

  /** Suspends it. A run that has begun may still remove the snapshot that is to be restored. */
  static void suspend(Session session) {
    var snapshots = session.ports().snapshots();
    // Before it is changed: a resumed run would take the suspension for what it was.
    session.note(Fact.SCHEDULED_BEFORE, Boolean.toString(snapshots.isScheduled()));
    snapshots.schedule(false);
    if (!session.plan().latest()) {
      session.await(
          "the snapshot that is being taken",
          snapshots.deadline().plus(ENDING),
          snapshots::running);
    }
  }

  /** Lets it run again, if it did before. */
  static void resume(Session session) {
    if (session.fact(Fact.SCHEDULED_BEFORE).map(Boolean::parseBoolean).orElse(false)) {
      session.ports().snapshots().schedule(true);
    }
  }
}

package greptimedb.etcd.ops.restore;

import java.util.EnumMap;

/** Saves what the old cluster holds now that nobody writes to it. */
final class FinalSnapshot implements Step {
  @Override
  public StepName name() {
    return StepName.FINAL_SNAPSHOT;
  }

  @Override
  public boolean isDone(Session session) {
    return session.knows(Fact.FINAL_SNAPSHOT) || session.knows(Fact.NO_FINAL_SNAPSHOT);
  }

  @Override
  public void run(Session session) {
    try {
      note(session, session.ports().snapshots().takeFinal());
    } catch (StepFailed failed) {
      if (session.plan().latest()) {
        throw new StepFailed(
            failed.getMessage()
                + "; with --rollback and then `ops restore --snapshot NAME` an older one can be restored");
      }
      session.note(Fact.NO_FINAL_SNAPSHOT, failed.getMessage());
      session
          .ports()
          .log()
          .warn("there is no final snapshot, the older one is restored: " + failed.getMessage());
    }
  }

  private static void note(Session session, SnapshotFacts taken) {
    var facts = new EnumMap<Fact, String>(Fact.class);
    facts.put(Fact.FINAL_SNAPSHOT, taken.name());
    facts.put(Fact.FINAL_TAKEN_AT, taken.takenAt().toString());
    taken.revision().ifPresent(number -> facts.put(Fact.FINAL_REVISION, Long.toString(number)));
    taken.keys().ifPresent(number -> facts.put(Fact.FINAL_KEYS, Long.toString(number)));
    session.note(facts);
    session.say("saved and verified as " + taken.name());
  }
}

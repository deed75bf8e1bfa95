package greptimedb.etcd.ops.restore;

import java.time.Duration;
import java.util.List;

/** Lets Metasrv back, waits until it leads, and sets its switches back. */
final class Unfence implements Step {
  private static final Duration LIMIT = Duration.ofMinutes(10);

  @Override
  public StepName name() {
    return StepName.UNFENCE;
  }

  @Override
  public boolean isDone(Session session) {
    return session.knows(Fact.UNFENCED);
  }

  @Override
  public void run(Session session) {
    if (session.plan().greptimedb().isPresent()) {
      var replicas = replicas(session);
      if (replicas > 0) {
        session.note(Fact.NEW_RELEASE_USED, "true");
      }
      open(session, session.plan().to(), replicas);
      setSwitches(session, replicas);
    }
    session.note(Fact.UNFENCED, session.now().toString());
  }

  static int replicas(Session session) {
    return session.fact(Fact.META_REPLICAS).map(Integer::parseInt).orElse(1);
  }

  /** Metasrv back to its replicas, on the endpoint of this release. */
  static void open(Session session, String release, int replicas) {
    var greptime = session.ports().greptime();
    var names = session.plan().namesOf(release);
    if (greptime.replicas() != replicas) {
      session.say("Metasrv back to %d replicas".formatted(replicas));
      greptime.scale(replicas);
    }
    if (replicas == 0) {
      session.ports().log().warn("Metasrv had 0 replicas before, and keeps them");
      return;
    }
    session.await("Metasrv", LIMIT, () -> greptime.missing(replicas, names));
    var metasrv = session.ports().metasrv();
    session.await(
        "Metasrv's leader",
        LIMIT,
        () -> metasrv.leader().isPresent() ? List.of() : List.of("/admin/leader does not answer"));
  }

  private static void setSwitches(Session session, int replicas) {
    if (replicas == 0 || session.ports().metasrv().calls() != MetasrvPort.Calls.KNOWN) {
      return;
    }
    if (session.plan().latest()) {
      switchBack(session);
    } else {
      raiseTableIds(session);
    }
  }

  /** The switches as they were; off where nobody could ask. */
  static void switchBack(Session session) {
    var metasrv = session.ports().metasrv();
    var paused = session.fact(Fact.PAUSED_BEFORE).map(Boolean::parseBoolean).orElse(false);
    var maintenance =
        session.fact(Fact.MAINTENANCE_BEFORE).map(Boolean::parseBoolean).orElse(false);
    metasrv.pause(paused);
    metasrv.maintenance(maintenance);
    session.say(
        "procedures %s, maintenance %s"
            .formatted(paused ? "stay paused" : "run", maintenance ? "stays on" : "off"));
  }

  /**
   * Metadata from before some tables were made would give their ids to other tables. Maintenance
   * and the pause stay until a person has reconciled the catalog.
   */
  private static void raiseTableIds(Session session) {
    var metasrv = session.ports().metasrv();
    metasrv.recovery(true);
    var recorded = session.fact(Fact.NEXT_TABLE_ID).map(Long::parseLong);
    var present = metasrv.nextTableId();
    if (recorded.isPresent() && present.isPresent() && present.getAsLong() < recorded.get()) {
      metasrv.nextTableId(recorded.get());
      session.say("next table id %d -> %d".formatted(present.getAsLong(), recorded.get()));
    } else if (recorded.isEmpty()) {
      session
          .ports()
          .log()
          .warn(
              "the next table id before the restore is unknown: set it by hand, above the highest in use");
    }
  }
}

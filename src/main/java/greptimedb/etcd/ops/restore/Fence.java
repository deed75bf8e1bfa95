package greptimedb.etcd.ops.restore;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;

/**
 * Ends all writes of Metasrv: maintenance mode (no failover, no balancing), procedures paused and
 * drained, no replicas, no pods.
 *
 * <p>Only when the last pod is gone is it certain that nobody writes to the old etcd while somebody
 * writes to the new one. So it waits for the pods, whatever holds them.
 */
final class Fence implements Step {
  /** Metasrv looks at its switches every 10 s. */
  private static final Duration DRAIN = Duration.ofSeconds(11);

  private static final Duration LIMIT = Duration.ofMinutes(10);

  @Override
  public StepName name() {
    return StepName.FENCE;
  }

  @Override
  public boolean isDone(Session session) {
    return session.knows(Fact.WRITES_ENDED) && isClosed(session);
  }

  /** Whether no Metasrv is left, and none is wanted. */
  static boolean isClosed(Session session) {
    if (session.plan().greptimedb().isEmpty()) {
      return true;
    }
    var greptime = session.ports().greptime();
    return greptime.replicas() == 0 && greptime.remaining().isEmpty();
  }

  @Override
  public void run(Session session) {
    Schedule.suspend(session);
    session.note(Fact.FENCE_BEGAN, session.now().toString());
    if (session.plan().greptimedb().isEmpty()) {
      session.note(Fact.WRITES_ENDED, session.now().toString());
      session.say("no GreptimeDB is configured: nothing is fenced, whoever writes goes on writing");
      return;
    }
    var greptime = session.ports().greptime();
    // Before it is changed: a resumed run would take the 0 for what it was.
    session.note(Fact.META_REPLICAS, Integer.toString(greptime.replicas()));
    if (greptime.replicas() > 0) {
      quiesce(session);
    }
    close(session);
    session.note(Fact.WRITES_ENDED, session.now().toString());
  }

  /**
   * Fences again whoever came back.
   *
   * @throws StepFailed when what is to be restored may lack what it wrote meanwhile
   */
  static void keepClosed(Session session) {
    if (!isClosed(session)) {
      session.ports().log().warn("Metasrv has come back: fencing it again");
      if (session.knows(Fact.FINAL_SNAPSHOT)) {
        session.note(Fact.FINAL_SNAPSHOT_STALE, "true");
      }
      close(session);
    }
    if (session.plan().latest() && session.knows(Fact.FINAL_SNAPSHOT_STALE)) {
      throw new StepFailed(
          "Metasrv was started after the final snapshot and may have written what that lacks;"
              + " go back with --rollback, find out who started it, and begin anew");
    }
  }

  /** Takes Metasrv away and waits until it is gone. */
  static void close(Session session) {
    var greptime = session.ports().greptime();
    if (greptime.replicas() > 0) {
      session.say("Metasrv to 0 replicas");
      greptime.scale(0);
    }
    session.await("the Metasrv pods to be gone", LIMIT, greptime::remaining);
  }

  private static void quiesce(Session session) {
    var metasrv = session.ports().metasrv();
    var calls = metasrv.calls();
    if (calls == MetasrvPort.Calls.KNOWN) {
      pause(session, metasrv);
      return;
    }
    var why =
        calls == MetasrvPort.Calls.AWAY
            ? "Metasrv does not answer"
            : "Metasrv has no calls for maintenance (it is older than 0.15.5)";
    session.ports().log().warn(why + ": going on with replicas 0");
  }

  private static void pause(Session session, MetasrvPort metasrv) {
    var before = metasrv.switches();
    var facts = new EnumMap<Fact, String>(Fact.class);
    facts.put(Fact.MAINTENANCE_BEFORE, Boolean.toString(before.maintenance()));
    facts.put(Fact.PAUSED_BEFORE, Boolean.toString(before.paused()));
    metasrv.nextTableId().ifPresent(id -> facts.put(Fact.NEXT_TABLE_ID, Long.toString(id)));
    session.note(facts);
    session.say("maintenance on, procedures paused");
    metasrv.maintenance(true);
    metasrv.pause(true);
    session.note(Fact.PAUSED_AT, session.now().toString());
    var drained = Instant.parse(session.fact(Fact.PAUSED_AT).orElseThrow()).plus(DRAIN);
    session.await(
        "procedures to drain",
        DRAIN.multipliedBy(2),
        () -> session.now().isBefore(drained) ? List.of("paused a moment ago") : List.of());
  }
}

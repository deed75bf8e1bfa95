package greptimedb.etcd.ops.restore;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Takes a restore from where it is to its end, forwards or back. */
public final class RestoreMachine {
  private static final Duration AWAY_LIMIT = Duration.ofMinutes(10);
  private static final Duration AWAY_TELL = Duration.ofSeconds(5);
  private static final Duration AWAY_LOOK = Duration.ofSeconds(1);

  private static final List<Step> STEPS =
      List.of(
          new Fence(),
          new FinalSnapshot(),
          new Prepare(),
          new Recover(),
          new Verify(),
          new CutOver(),
          new Unfence(),
          new Settle());

  /** While these run, no Metasrv may. */
  private static final Set<StepName> FENCED =
      Set.of(
          StepName.FINAL_SNAPSHOT,
          StepName.PREPARE,
          StepName.RECOVER,
          StepName.VERIFY,
          StepName.CUT_OVER);

  private final Session session;

  /** Of a restore that may have been cut off anywhere. */
  public RestoreMachine(RestoreProgress progress, Ports ports) {
    this.session = new Session(progress, ports);
  }

  /**
   * Runs the steps that have not ended.
   *
   * @return the progress at the end
   * @throws StepFailed when a step cannot go on
   */
  public RestoreProgress forward() {
    persistently(session.ports().stack()::free);
    for (var step : STEPS) {
      if (!session.progress().has(step.name())) {
        run(step);
      }
    }
    persistently(() -> session.save(session.progress().with(RestoreProgress.Outcome.DONE)));
    return session.progress();
  }

  /**
   * Goes back to the old release.
   *
   * @throws StepFailed when that cannot go on
   */
  public RestoreProgress back() {
    persistently(session.ports().stack()::free);
    persistently(() -> session.save(session.progress().with(RestoreProgress.Outcome.ROLLING_BACK)));
    persistently(() -> Rollback.run(session));
    persistently(() -> session.save(session.progress().with(RestoreProgress.Outcome.ROLLED_BACK)));
    return session.progress();
  }

  private void run(Step step) {
    var log = session.ports().log();
    var began = session.now();
    log.begin(step.name());
    persistently(
        () -> {
          if (FENCED.contains(step.name())) {
            Fence.keepClosed(session);
          }
          if (!step.isDone(session)) {
            step.run(session);
          }
        });
    var ended = session.now();
    var done = new RestoreProgress.StepDone(step.name(), began, ended);
    persistently(() -> session.save(session.progress().with(done)));
    log.end(step.name(), Duration.between(began, ended));
  }

  /** Runs it again from its beginning while the API server is away. */
  private void persistently(Runnable action) {
    var away = new Away();
    while (true) {
      try {
        action.run();
        return;
      } catch (ClusterAway failure) {
        away.endure(failure);
      }
    }
  }

  /** One time without the API server. */
  private final class Away {
    private Instant since = Instant.MAX;
    private Instant told = Instant.MIN;

    void endure(ClusterAway failure) {
      var now = session.now();
      since = since.isAfter(now) ? now : since;
      var seconds = Duration.between(since, now).toSeconds();
      if (seconds > AWAY_LIMIT.toSeconds()) {
        throw new StepFailed(
            "the API server has been away for %d s: %s".formatted(seconds, failure.getMessage()));
      }
      if (told.plus(AWAY_TELL).isBefore(now)) {
        session
            .ports()
            .log()
            .warn(
                "the API server does not answer, for %d s; trying again (%s)"
                    .formatted(seconds, failure.getMessage()));
        told = now;
      }
      session.ports().pace().pause(AWAY_LOOK);
    }
  }
}

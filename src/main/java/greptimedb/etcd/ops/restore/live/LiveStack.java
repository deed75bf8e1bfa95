package greptimedb.etcd.ops.restore.live;

import static greptimedb.etcd.ops.restore.live.Asking.ask;

import greptimedb.etcd.config.restore.Restored;
import greptimedb.etcd.ops.restore.ClusterAway;
import greptimedb.etcd.ops.restore.RestoreLog;
import greptimedb.etcd.ops.restore.StackPort;
import greptimedb.etcd.ops.restore.StepFailed;
import greptimedb.etcd.ops.stack.Pulumi;
import greptimedb.etcd.ops.stack.PulumiRun;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A stack through the Pulumi command line. It changes the stack file, and so a plain {@code pulumi
 * up} afterwards agrees with what a restore did.
 */
public final class LiveStack implements StackPort {
  private static final Duration LOOK = Duration.ofMillis(300);
  private static final Duration TELL = Duration.ofSeconds(10);

  private final Pulumi pulumi;
  private final StackKeys keys;
  private final Starter starter;
  private final Leftovers leftovers;
  private final Waiter waiter;
  private final RestoreLog log;
  private Optional<PulumiRun> run = Optional.empty();
  private boolean fresh;
  private boolean suspect;
  private int runs;

  /** Starts runs of {@code pulumi up}. */
  public interface Starter {
    /**
     * Starts one.
     *
     * @param number of the run, from 1
     */
    PulumiRun start(int number);
  }

  /** Clears away what a killed run left, or waits for one that still works. */
  public interface Leftovers {
    /** Returns once the stack is free and in order. */
    void clear();
  }

  /** Waits, and throws if the person wants to stop. */
  public interface Waiter {
    /** For so long. */
    void pause(Duration time);
  }

  /**
   * Of a stack.
   *
   * @param starter starts runs
   * @param suspect whether an earlier run may have been cut off
   */
  public LiveStack(
      Pulumi pulumi,
      Starter starter,
      Leftovers leftovers,
      Waiter waiter,
      RestoreLog log,
      boolean suspect) {
    this.pulumi = pulumi;
    this.keys = new StackKeys(pulumi, log);
    this.starter = starter;
    this.leftovers = leftovers;
    this.waiter = waiter;
    this.log = log;
    this.suspect = suspect;
  }

  @Override
  public void free() {
    if (suspect) {
      ask(
          () -> {
            leftovers.clear();
            return true;
          });
      suspect = false;
    }
  }

  @Override
  public boolean isRestored(String release, String snapshot) {
    var restored = pulumi.outputs().path("restore");
    return restored.path("state").asText().equals(Restored.HEALTHY)
        && restored.path("release").asText().equals(release)
        && restored.path("snapshot").asText().equals(snapshot);
  }

  @Override
  public String settings() {
    return keys.settings();
  }

  @Override
  public Optional<String> deployedActive() {
    return Optional.of(pulumi.outputs().path("activeRelease").asText())
        .filter(release -> !release.isEmpty());
  }

  @Override
  public boolean recovers(String release, String snapshot) {
    return keys.recovers(release, snapshot);
  }

  @Override
  public void recover(String release, String snapshot, boolean maintenance) {
    keys.recover(release, snapshot, maintenance);
    fresh = false;
  }

  @Override
  public String active() {
    return keys.active();
  }

  @Override
  public void activate(String release) {
    keys.activate(release);
    fresh = false;
  }

  @Override
  public void reset(String settings) {
    keys.reset(settings);
    fresh = false;
  }

  @Override
  public void startUp() {
    if (run.isPresent() && fresh) {
      return;
    }
    awaitUp();
    free();
    runs++;
    run = Optional.of(starter.start(runs));
    // A change of the stack file that comes later takes it back: this run does not know of it.
    fresh = true;
  }

  @Override
  public void ensureUp() {
    if (!fresh) {
      startUp();
    }
  }

  @Override
  public void awaitDuringUp(Supplier<Boolean> condition, Supplier<List<String>> missing) {
    var told = System.nanoTime();
    while (!condition.get()) {
      if (run.isEmpty()) {
        throw new StepFailed("pulumi up has ended, but still: " + String.join("; ", missing.get()));
      }
      end(run.get());
      if (System.nanoTime() - told > TELL.toNanos()) {
        log.say("waiting for: " + String.join("; ", missing.get()));
        told = System.nanoTime();
      }
      waiter.pause(LOOK);
    }
  }

  @Override
  public void awaitUp() {
    while (run.isPresent()) {
      end(run.get());
      if (run.isPresent()) {
        waiter.pause(LOOK);
      }
    }
  }

  /** Asks a run to stop and waits for it, so that it leaves its lock and its state in order. */
  public void stop() {
    run.filter(PulumiRun::isRunning).ifPresent(PulumiRun::stop);
  }

  /** Takes note of a run that has ended. */
  private void end(PulumiRun ended) {
    if (ended.isRunning()) {
      return;
    }
    run = Optional.empty();
    fresh = fresh && ended.succeeded();
    if (!ended.succeeded()) {
      suspect = true;
      var errors = ended.errors();
      var reason = errors.isEmpty() ? "it printed no error" : errors.get(0);
      AwayErrors.first(errors)
          .ifPresent(
              away -> {
                throw new ClusterAway("pulumi up: " + away, new IOException(away));
              });
      throw new StepFailed(
          "pulumi up failed: %s (all of it is in %s)".formatted(reason, ended.log()));
    }
  }
}

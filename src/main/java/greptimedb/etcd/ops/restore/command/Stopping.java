package greptimedb.etcd.ops.restore.command;

import greptimedb.etcd.ops.restore.Pace;
import greptimedb.etcd.ops.restore.StepFailed;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C: asks the work to end at its next wait, and holds the process until it has. What was done
 * stays, and the restore can be resumed.
 */
final class Stopping implements Pace, AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook;

  /**
   * Begins to listen.
   *
   * @param onAsked runs at once when somebody asks
   */
  Stopping(Runnable onAsked) {
    this.hook =
        new Thread(
            () -> {
              asked.countDown();
              onAsked.run();
              await(ended, Duration.ofSeconds(PATIENCE_SECONDS));
            });
    Runtime.getRuntime().addShutdownHook(hook);
  }

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public void pause(Duration time) {
    if (await(asked, time)) {
      throw new StepFailed("stopped by a signal");
    }
  }

  private static boolean await(CountDownLatch latch, Duration time) {
    try {
      return latch.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StepFailed("interrupted");
    }
  }

  /** The work has ended. */
  @Override
  public void close() {
    ended.countDown();
    if (asked.getCount() > 0) {
      Runtime.getRuntime().removeShutdownHook(hook);
    }
  }
}

package greptimedb.etcd.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/** Whether this machine has time left: what tests before have removed may still be ending. */
final class IdleMachine {
  private static final double ENOUGH = 0.7;
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int IDLE = 3;

  private IdleMachine() {}

  /**
   * Returns once seven tenths of the machine's time were idle for a second, or says that it never
   * was.
   */
  static void await() {
    var end = System.nanoTime() + LIMIT.toNanos();
    var before = ticks();
    do {
      pause();
      var now = ticks();
      if (idle(before, now) >= ENOUGH) {
        return;
      }
      before = now;
    } while (System.nanoTime() < end);
    System.out.printf("the machine was busy for %d s: measured all the same%n", LIMIT.toSeconds());
  }

  private static void pause() {
    try {
      Thread.sleep(1000);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  private static double idle(long[] before, long[] now) {
    var all = Arrays.stream(now).sum() - Arrays.stream(before).sum();
    return (double) (now[IDLE] - before[IDLE]) / Math.max(1, all);
  }

  /**
   * The first line of /proc/stat: user, nice, system, idle and so on, since the machine started.
   */
  private static long[] ticks() {
    try (var lines = Files.lines(Path.of("/proc/stat"))) {
      var words = lines.findFirst().orElseThrow().split(" +");
      return Arrays.stream(words).skip(1).mapToLong(Long::parseLong).toArray();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}

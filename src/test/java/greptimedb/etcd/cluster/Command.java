package greptimedb.etcd.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongUnaryOperator;

/** A program that a test runs, as a user would, with its output kept in a file. */
public final class Command {
  private static final Duration SHORTEST_WAIT = Duration.ofMillis(100);

  private final Process process;
  private final Path output;
  private final List<String> words;

  private Command(Process process, Path output, List<String> words) {
    this.process = process;
    this.output = output;
    this.words = words;
  }

  /** What a finished command answered. */
  public record Result(int exitCode, String output) {}

  /**
   * Starts a command in a session of its own, so that it can be killed with all that it started.
   */
  public static Command start(Path folder, Map<String, String> environment, List<String> words) {
    try {
      var output = Files.createTempFile("command", ".log");
      var inSession = new java.util.ArrayList<>(List.of("setsid"));
      inSession.addAll(words);
      var builder =
          new ProcessBuilder(inSession)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().putAll(environment);
      return new Command(builder.start(), output, List.copyOf(words));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /**
   * Waits for the end; a command that takes longer than five minutes is killed and fails the test.
   */
  public Result await() {
    return await(Duration.ofMinutes(5));
  }

  /** The same with another limit. */
  public Result await(Duration limit) {
    try {
      if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
        kill();
        throw new AssertionError(
            "took longer than " + limit.toSeconds() + " s: " + words + "\n" + text());
      }
      return new Result(process.exitValue(), text());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  /** Whether it still runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** SIGKILL to the command and its process group: what a lost terminal or a killed CI job does. */
  public void kill() {
    // The program that was made the leader of a session is the leader of its process group as well.
    var killed = start(Path.of("/"), Map.of(), List.of("kill", "-KILL", "--", "-" + process.pid()));
    killed.await();
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** SIGTERM to the command alone: it may end in its own way. */
  public void terminate() {
    process.toHandle().destroy();
  }

  /** Types at its terminal, or writes to its standard input. */
  public void type(String keys) {
    try {
      process.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** The process, to look at its descendants. */
  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** What it printed so far. */
  public String text() {
    try {
      return Files.readString(output, StandardCharsets.UTF_8);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /**
   * Waits until a condition holds. Between two looks it waits twice as long as one took, for looks
   * that start a program must not keep a core from what they wait for.
   */
  public static void awaitUntil(String what, Duration limit, BooleanSupplier condition) {
    lookUntil(what, limit, condition, look -> Math.max(SHORTEST_WAIT.toNanos(), 2 * look));
  }

  /** The same for what may last a tenth of a second: looks follow each other without a wait. */
  static void awaitMoment(String what, Duration limit, BooleanSupplier condition) {
    lookUntil(what, limit, condition, look -> 0);
  }

  /**
   * @param wait how long it waits after a look that took so long, both in nanoseconds
   */
  private static void lookUntil(
      String what, Duration limit, BooleanSupplier condition, LongUnaryOperator wait) {
    var deadline = System.nanoTime() + limit.toNanos();
    while (true) {
      var start = System.nanoTime();
      if (condition.getAsBoolean()) {
        return;
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError("did not happen within " + limit.toSeconds() + " s: " + what);
      }
      try {
        TimeUnit.NANOSECONDS.sleep(wait.applyAsLong(System.nanoTime() - start));
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new AssertionError(interrupted);
      }
    }
  }
}

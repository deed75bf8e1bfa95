package greptimedb.etcd.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A job's script, run as its pod runs it: nothing in its environment but what it is given. */
final class JobScript implements AutoCloseable {
  private static final Path FOLDER = Path.of("src/main/resources/jobs");

  private final Process process;
  private final Path output;
  private final Path errors;
  private final long start = System.nanoTime();

  private JobScript(Process process, Path output, Path errors) {
    this.process = process;
    this.output = output;
    this.errors = errors;
  }

  /** What a finished script answered. */
  record Result(int exitCode, String output, String errors, Duration duration) {
    /** The event lines of a kind, in their order. */
    List<JsonNode> events(String kind) {
      var prefix = "{\"event\":\"" + kind + "\",";
      return output.lines().filter(line -> line.startsWith(prefix)).map(Result::parse).toList();
    }

    /** The only event line of a kind. */
    JsonNode event(String kind) {
      var events = events(kind);
      if (events.size() != 1) {
        throw new AssertionError("expected one event " + kind + " in:\n" + output + errors);
      }
      return events.get(0);
    }

    private static JsonNode parse(String line) {
      try {
        return new ObjectMapper().readTree(line);
      } catch (JsonProcessingException invalid) {
        throw new AssertionError("not JSON: " + line, invalid);
      }
    }
  }

  /** Runs a script to its end. */
  static Result run(String name, Map<String, String> environment) {
    try (var script = start(name, environment)) {
      return script.await();
    }
  }

  /** Starts a script. */
  static JobScript start(String name, Map<String, String> environment) {
    return launch(List.of("bash", FOLDER.resolve(name).toString()), environment);
  }

  /** Runs shell commands, which find the scripts in {@code $JOBS}. */
  static Result shell(String commands, Map<String, String> environment) {
    var all = new HashMap<>(environment);
    all.put("JOBS", FOLDER.toString());
    try (var script = launch(List.of("bash", "-c", commands), all)) {
      return script.await();
    }
  }

  private static JobScript launch(List<String> words, Map<String, String> environment) {
    try {
      var output = Files.createTempFile("job", ".out");
      var errors = Files.createTempFile("job", ".err");
      var builder =
          new ProcessBuilder(words).redirectOutput(output.toFile()).redirectError(errors.toFile());
      var path = builder.environment().get("PATH");
      builder.environment().clear();
      builder.environment().put("PATH", path);
      builder.environment().putAll(environment);
      return new JobScript(builder.start(), output, errors);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Waits for the end; a script that takes longer than two minutes fails the test. */
  Result await() {
    try {
      if (!process.waitFor(2, TimeUnit.MINUTES)) {
        throw new AssertionError("took longer than two minutes:\n" + text(output) + text(errors));
      }
      var duration = Duration.ofNanos(System.nanoTime() - start);
      return new Result(process.exitValue(), text(output), text(errors), duration);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  /** What it printed so far. */
  String outputSoFar() {
    return text(output);
  }

  /** SIGKILL to the script and to all that it started: what the end of a node does. */
  void kill() {
    var all = Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
    all.forEach(ProcessHandle::destroyForcibly);
  }

  /** SIGTERM to the script alone: what the deletion of its pod does. */
  void terminate() {
    process.destroy();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      kill();
    }
    process.destroyForcibly();
    try {
      Files.deleteIfExists(output);
      Files.deleteIfExists(errors);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}

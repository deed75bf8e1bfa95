package greptimedb.etcd.workflows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A machine of GitHub's that runs the scripts under tools/ci, with stand-ins for gh and pulumi. */
final class Runner {
  private static final Path PROJECT = Path.of("").toAbsolutePath();
  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();

  Runner(Path folder) {
    this.folder = folder;
    environment.put("PATH", PROJECT.resolve("src/test/ci") + ":" + System.getenv("PATH"));
    environment.put("GITHUB_STUB", folder.toString());
    environment.put("PULUMI_STUB", folder.toString());
    environment.put("GITHUB_REPOSITORY", "example/infrastructure");
    environment.put("GITHUB_RUN_ID", "4711");
    environment.put("GITHUB_SHA", "0123456789abcdef0123456789abcdef01234567");
    environment.put("GITHUB_OUTPUT", folder.resolve("step-output").toString());
    environment.put("PULL_REQUEST", "7");
    pulumi(0, "");
    ops(0, "");
    write("repair", "0");
  }

  /** What a script answered. */
  record Result(int exitCode, String output) {}

  Runner with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** What the next run of pulumi prints and ends with. */
  Runner pulumi(int exitCode, String output) {
    write("exit-code", Integer.toString(exitCode));
    return write("output", output);
  }

  /** What the next {@code ops diff} prints and ends with. */
  Runner ops(int exitCode, String difference) {
    write("diff", Integer.toString(exitCode));
    return write("difference", difference);
  }

  Result run(String script, String... arguments) {
    var words = new ArrayList<>(List.of(PROJECT.resolve("tools/ci").resolve(script).toString()));
    words.addAll(List.of(arguments));
    var builder = new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    try {
      var process = builder.start();
      process.getOutputStream().close();
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Result(process.waitFor(), output);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  String text(String name) {
    try {
      return Files.exists(file(name)) ? Files.readString(file(name)) : "";
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  Runner write(String name, String text) {
    try {
      Files.createDirectories(file(name).getParent());
      Files.writeString(file(name), text);
      return this;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** The comments or issues that GitHub has. */
  List<JsonNode> stored(String kind) {
    if (!Files.isDirectory(file(kind))) {
      return List.of();
    }
    try (var files = Files.list(file(kind))) {
      var stored = new ArrayList<JsonNode>();
      for (var file : files.sorted().toList()) {
        stored.add(new ObjectMapper().readTree(file.toFile()));
      }
      return stored;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}

package greptimedb.etcd.ops.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import greptimedb.etcd.ops.console.Json;
import greptimedb.etcd.ops.console.OpsException;
import greptimedb.etcd.ops.console.ToolRun;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads by kubectl, which answers ten times sooner than the client's library has loaded. */
final class KubectlReader implements ApiReader {
  private final Path kubectl;
  private final List<String> flags;

  private KubectlReader(Path kubectl, List<String> flags) {
    this.kubectl = kubectl;
    this.flags = flags;
  }

  /**
   * Where kubectl is on the path.
   *
   * @param path as in the variable PATH
   * @param context of the kubeconfig; empty for its current one
   * @param seconds that an answer may take
   */
  static Optional<ApiReader> find(String path, Optional<String> context, int seconds) {
    var flags = new ArrayList<>(List.of("--request-timeout=%ds".formatted(seconds)));
    context.ifPresent(name -> flags.add("--context=" + name));
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, "kubectl"))
        .filter(Files::isExecutable)
        .findFirst()
        .map(kubectl -> new KubectlReader(kubectl, flags));
  }

  @Override
  public Optional<JsonNode> at(String path) {
    var command = new ArrayList<>(List.of(kubectl.toString(), "get", "--raw", path));
    command.addAll(flags);
    try {
      var run = ToolRun.of(command, Path.of("").toAbsolutePath(), Map.of());
      return run.exitCode() == 0
          ? Optional.of(new Json().parse(run.output(), path))
          : nothing(run.errors());
    } catch (IOException unusable) {
      throw new NoAnswer(kubectl + " cannot be run: " + unusable.getMessage());
    }
  }

  private static Optional<JsonNode> nothing(String errors) {
    var reason = errors.strip().lines().reduce((first, last) -> last).orElse("kubectl failed");
    if (reason.contains("(NotFound)")) {
      return Optional.empty();
    }
    if (reason.startsWith("error: context ")) {
      throw OpsException.unreadable("--context: " + reason.substring("error: ".length()));
    }
    throw new NoAnswer(reason);
  }

  @Override
  public void close() {
    // Each question is a process of its own, which has ended.
  }
}

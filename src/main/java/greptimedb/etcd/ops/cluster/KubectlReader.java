package greptimedb.etcd.ops.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import greptimedb.etcd.ops.console.Json;
import greptimedb.etcd.ops.console.OpsException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

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
    try {
      var command = new ArrayList<>(List.of(kubectl.toString(), "get", "--raw", path));
      command.addAll(flags);
      var process = new ProcessBuilder(command).start();
      process.getOutputStream().close();
      var errors = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
      var answer = text(process.getInputStream());
      return process.waitFor() == 0
          ? Optional.of(new Json().parse(answer, path))
          : nothing(errors.join());
    } catch (IOException unusable) {
      throw new NoAnswer(kubectl + " cannot be run: " + unusable.getMessage());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new NoAnswer("interrupted");
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

  private static String text(InputStream stream) {
    try {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @Override
  public void close() {
    // Each question is a process of its own, which has ended.
  }
}

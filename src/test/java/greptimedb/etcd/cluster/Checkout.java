package greptimedb.etcd.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A checkout of a test's own, built already, with a stack file and a backend of its own: its {@code
 * tools/up} is what {@code make up} runs. The cluster is the one that all tests share.
 */
final class Checkout {
  private static final Path PROJECT = Path.of("").toAbsolutePath();

  private final Path folder;
  private final Map<String, String> environment;

  /** With the small sizes in a namespace. */
  Checkout(String namespace) {
    this(
        "checkout",
        "config:\n  greptimedb-etcd:cluster: {namespace: %s, chart: {reference: \"%s\"}, image: {registry: \"localhost:15000\"}, %s}\n"
            .formatted(namespace, TestStack.chart(), TestStack.SMALL));
  }

  /**
   * With a stack of its own.
   *
   * @param stack its name
   * @param settings its stack file
   */
  Checkout(String stack, String settings) {
    try {
      folder = Files.createTempDirectory("checkout");
      copy("tools", "ops", "src", "stacks", "pom.xml", ".mvn", "Makefile");
      copy("Pulumi.yaml", "Pulumi.dev.yaml", "Pulumi.prod.yaml");
      Files.createDirectories(folder.resolve("target"));
      copy("target/greptimedb-etcd-program.jar", "target/greptimedb-etcd-ops.jar");
      copy("target/program.packages", "target/program.jsa", "target/ops.jsa");
      Files.writeString(folder.resolve("Pulumi.%s.yaml".formatted(stack)), settings);
      Files.createDirectory(folder.resolve("backend"));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    environment =
        Map.of(
            "STACK",
            stack,
            "TARGET",
            "embedded",
            "CHART",
            "",
            "PULUMI_BACKEND_URL",
            "file://" + folder.resolve("backend"),
            "GREPTIMEDB_ETCD_STATE",
            state().toString());
  }

  /** Where it is. */
  Path folder() {
    return folder;
  }

  /** A command in its folder. */
  Command.Result run(String... words) {
    return Command.start(folder, environment, List.of(words)).await();
  }

  /**
   * A line of a shell in which {@code tools/environment} was sourced; what asks is answered yes.
   *
   * @param further environment, which goes before the checkout's own
   */
  Command.Result shell(String line, Map<String, String> further) {
    var all = new HashMap<>(environment);
    all.put("PULUMI_SKIP_CONFIRMATIONS", "true");
    all.putAll(further);
    var script = "set -euo pipefail; source tools/environment; " + line;
    return Command.start(folder, all, List.of("bash", "-c", script)).await();
  }

  /** {@code tools/up}, started and left running. */
  Command startUp() {
    return Command.start(folder, environment, List.of(folder.resolve("tools/up").toString()));
  }

  /**
   * The folder of the shared cluster: of its kubeconfig, {@code STATE/cluster/admin.kubeconfig}.
   */
  private static Path state() {
    return Path.of(System.getenv("KUBECONFIG")).toAbsolutePath().getParent().getParent();
  }

  /** What there is, with its times, by which the build sees what it need not make again. */
  private void copy(String... paths) {
    for (var path :
        Arrays.stream(paths).filter(path -> Files.exists(PROJECT.resolve(path))).toList()) {
      var copied =
          Command.start(
              PROJECT,
              Map.of(),
              List.of("cp", "-a", path, folder.resolve(path).getParent().toString()));
      TestStack.succeed(copied.await());
    }
  }
}

package greptimedb.etcd.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A checkout of a test's own, built already, with a stack file and a backend of its own: its {@code
 * tools/up} is what {@code make up} runs. The cluster is the one that all tests share.
 */
final class Checkout {
  private static final Path PROJECT = Path.of("").toAbsolutePath();
  private static final String STACK = "checkout";

  private final Path folder;
  private final Map<String, String> environment;

  Checkout(String namespace) {
    try {
      folder = Files.createTempDirectory("checkout");
      copy("tools", "ops", "src", "pom.xml", "Pulumi.yaml", ".mvn");
      Files.createDirectories(folder.resolve("target"));
      copy("target/greptimedb-etcd-program.jar", "target/greptimedb-etcd-ops.jar");
      copy("target/program.packages", "target/program.jsa", "target/ops.jsa");
      Files.writeString(
          folder.resolve("Pulumi.%s.yaml".formatted(STACK)),
          "config:\n  greptimedb-etcd:cluster: {namespace: %s, chart: {reference: \"%s\"}, image: {registry: \"localhost:15000\"}, %s}\n"
              .formatted(namespace, TestStack.chart(), TestStack.SMALL));
      Files.createDirectory(folder.resolve("backend"));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    environment =
        Map.of(
            "STACK",
            STACK,
            "TARGET",
            "embedded",
            "CHART",
            "",
            "PULUMI_BACKEND_URL",
            "file://" + folder.resolve("backend"),
            "GREPTIMEDB_ETCD_STATE",
            state().toString());
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

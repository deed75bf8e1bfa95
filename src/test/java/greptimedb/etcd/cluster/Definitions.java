package greptimedb.etcd.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Custom resource definitions of an operator's own release, which lie beside the tools on PATH. */
final class Definitions {
  private Definitions() {}

  /** The Prometheus Operator's. */
  static Path ofPrometheus() {
    return folder("definitions");
  }

  /** The Grafana operator's. */
  static Path ofGrafana() {
    return folder("grafana-definitions");
  }

  private static Path folder(String name) {
    return Arrays.stream(System.getenv("PATH").split(":", -1))
        .map(Path::of)
        .map(entry -> entry.resolve(name))
        .filter(Files::isDirectory)
        .findFirst()
        .orElseThrow(
            () ->
                new AssertionError(
                    "no folder " + name + " beside the tools on PATH: tools/toolchain --tests"));
  }
}

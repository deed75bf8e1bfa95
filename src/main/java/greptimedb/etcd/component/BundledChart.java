package greptimedb.etcd.component;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A chart of the program's own, written to a temporary folder so that the provider can read it. */
final class BundledChart implements AutoCloseable {
  private final String name;
  private final Path parent;

  /**
   * Writes the chart.
   *
   * @param name of the chart and of its folder among the resources
   * @param files of the chart, as paths inside that folder
   */
  BundledChart(String name, String... files) throws IOException {
    this.name = name;
    this.parent = Files.createTempDirectory("greptimedb-etcd-" + name);
    for (var file : files) {
      var target = parent.resolve(name).resolve(file);
      Files.createDirectories(target.getParent());
      try (var content = getClass().getResourceAsStream("/%s/%s".formatted(name, file))) {
        if (content == null) {
          throw new FileNotFoundException(file);
        }
        Files.copy(content, target);
      }
    }
  }

  String name() {
    return name;
  }

  /** The folder that the chart's folder is in. */
  Path parent() {
    return parent;
  }

  @Override
  public void close() throws IOException {
    try (var files = Files.walk(parent)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}

package greptimedb.etcd.config.monitoring;

import java.net.URI;
import java.nio.file.Path;

/** Where the JSON of a dashboard comes from. */
public sealed interface DashboardSource {
  /**
   * Grafana.com, where it was published; for {@code api} Grafana itself asks there.
   *
   * @param address of the JSON of one revision
   */
  record Published(URI address) implements DashboardSource {}

  /**
   * A mirror.
   *
   * @param address of the JSON of one revision
   */
  record Mirror(URI address) implements DashboardSource {}

  /**
   * A file beside the stack.
   *
   * @param path of the JSON, relative to where the program runs
   */
  record File(Path path) implements DashboardSource {}
}

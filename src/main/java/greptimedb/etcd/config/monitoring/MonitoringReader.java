package greptimedb.etcd.config.monitoring;

import greptimedb.etcd.config.reading.Section;
import greptimedb.etcd.config.value.Mode;
import greptimedb.etcd.config.value.ObjectName;
import greptimedb.etcd.config.value.TimeSpan;
import java.util.Map;
import java.util.Optional;

/** Reads the block {@code monitoring}. */
public final class MonitoringReader {
  private static final String SECONDS =
      "expected a time of at least 1s, in whole seconds, such as 10s";

  private final Section monitoring;
  private final String clusterNamespace;

  /**
   * Of the block that the stack file has under {@code monitoring}.
   *
   * @param clusterNamespace where the PodMonitor is, unless the block says otherwise
   */
  public MonitoringReader(Section monitoring, String clusterNamespace) {
    this.monitoring = monitoring;
    this.clusterNamespace = clusterNamespace;
  }

  /** The whole block; empty where it is not enabled, though what is wrong in it is still noted. */
  public Optional<MonitoringConfiguration> read() {
    var enabled = monitoring.flag("enabled").orElse(false);
    var configuration =
        new MonitoringConfiguration(
            monitoring.parsed("mode", Mode.EXPECTED, Mode::parse).orElse(Mode.MANAGED),
            monitoring
                .parsed("namespace", ObjectName.EXPECTED, ObjectName::parse)
                .orElse(clusterNamespace),
            seconds("interval"),
            seconds("scrapeTimeout"),
            labels(),
            new AlertReader(monitoring).read(),
            new DashboardReader(monitoring).read());
    if (configuration.scrapeTimeout().duration().compareTo(configuration.interval().duration())
        > 0) {
      monitoring.refuse(
          "scrapeTimeout", "expected at most the interval, " + configuration.interval().text());
    }
    return enabled ? Optional.of(configuration) : Optional.empty();
  }

  private TimeSpan seconds(String key) {
    return monitoring
        .parsed(key, SECONDS, text -> TimeSpan.parseSeconds(text, 1))
        .orElse(TimeSpan.of("10s"));
  }

  private Map<String, String> labels() {
    return monitoring.has("labels") ? monitoring.labels("labels") : Map.of("release", "prometheus");
  }
}

package greptimedb.etcd.config.cluster;

import greptimedb.etcd.config.reading.Section;
import greptimedb.etcd.config.value.ObjectName;
import greptimedb.etcd.config.value.Quantity;
import greptimedb.etcd.config.value.ReleaseName;
import greptimedb.etcd.config.value.TimeSpan;
import java.io.File;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the block {@code cluster}. */
public final class ClusterReader {
  static final String REGISTRY = "greptime-registry.cn-hangzhou.cr.aliyuncs.com";
  private static final Pattern REVISIONS = Pattern.compile("[1-9]\\d{0,8}");

  private final Section cluster;

  /** Of the block that the stack file has under {@code cluster}. */
  public ClusterReader(Section cluster) {
    this.cluster = cluster;
  }

  /**
   * The whole block; what is wrong is noted in the section's problems, and the default stands in.
   */
  public ClusterConfiguration read() {
    var configuration =
        new ClusterConfiguration(
            namespace(),
            cluster.flag("createNamespace").orElse(true),
            release(),
            chart(),
            image(),
            replicas(),
            storage(),
            resources(),
            compaction(),
            quantity(cluster, "quota", "8Gi"),
            electionTimeout(),
            cluster.integer("snapshotCount", 1, 10_000_000).orElse(10_000),
            readiness(),
            cluster.flag("changeUnhealthyMembers").orElse(false),
            cluster.anything("values"));
    cluster.refuse(ChartValues.problems(configuration.values()));
    refuseQuotaAbove("memory", configuration.quota(), configuration.resources().memory());
    refuseQuotaAbove("volume", configuration.quota(), configuration.storage().size());
    return configuration;
  }

  private String namespace() {
    return cluster
        .parsed("namespace", ObjectName.EXPECTED, ObjectName::parse)
        .orElse("etcd-cluster");
  }

  private String release() {
    return cluster.parsed("release", ReleaseName.EXPECTED, ReleaseName::parse).orElse("etcd");
  }

  private ChartReference chart() {
    var section = cluster.section("chart");
    var chart =
        new ChartReference(
            section.text("reference").orElse("oci://" + REGISTRY + "/charts/etcd"),
            section.text("version").orElse("11.3.4"),
            section.text("repository"));
    if (chart.isLocal() && !new File(chart.reference()).exists()) {
      section.refuse(
          "reference",
          "expected an oci:// address, a chart of chart.repository, or a folder or .tgz that"
              + " exists; there is no such file");
    }
    return chart;
  }

  private ImageReference image() {
    var section = cluster.section("image");
    return new ImageReference(
        section.text("registry").orElse(REGISTRY),
        section.text("repository").orElse("bitnami/etcd"),
        section.text("tag").orElse("3.5.21-debian-12-r5"));
  }

  private int replicas() {
    var replicas = cluster.integer("replicas", 1, 9).orElse(3);
    if (replicas % 2 == 0) {
      cluster.refuse(
          "replicas", "expected an odd number of members: an even one tolerates no more failures");
    }
    return replicas;
  }

  private StorageRequest storage() {
    var section = cluster.section("storage");
    return new StorageRequest(quantity(section, "size", "8Gi"), section.text("class"));
  }

  private ResourceRequest resources() {
    var section = cluster.section("resources");
    return new ResourceRequest(quantity(section, "cpu", "2"), quantity(section, "memory", "8Gi"));
  }

  private Compaction compaction() {
    var section = cluster.section("compaction");
    var mode =
        section
            .parsed(
                "mode",
                "expected periodic or revision",
                text -> Optional.of(text).filter(Set.of("periodic", "revision")::contains))
            .orElse("periodic");
    var retention =
        mode.equals("periodic")
            ? section
                .parsed("retention", TimeSpan.EXPECTED, TimeSpan::parse)
                .map(TimeSpan::withoutDays)
                .orElse("1h")
            : section
                .parsed(
                    "retention",
                    "expected a number of revisions, as mode is revision",
                    text -> Optional.of(text).filter(value -> REVISIONS.matcher(value).matches()))
                .orElse("1000");
    return new Compaction(mode, retention);
  }

  private TimeSpan electionTimeout() {
    return cluster
        .parsed(
            "electionTimeout",
            "expected 500ms to 50s: etcd's heartbeat is 100ms, and it takes at least five of them",
            text -> timeSpan(text, 500, 50_000))
        .orElse(TimeSpan.of("2000ms"));
  }

  private Readiness readiness() {
    var section = cluster.section("readiness");
    var expected = "expected whole seconds, %s, such as 2s";
    return new Readiness(
        section
            .parsed("delay", expected.formatted("0s to 1h"), text -> wholeSeconds(text, 0))
            .orElse(TimeSpan.of("2s")),
        section
            .parsed("period", expected.formatted("1s to 1h"), text -> wholeSeconds(text, 1))
            .orElse(TimeSpan.of("2s")));
  }

  private static Optional<TimeSpan> wholeSeconds(String text, int leastSeconds) {
    return timeSpan(text, leastSeconds * 1000L, 3_600_000)
        .filter(span -> span.duration().toMillis() % 1000 == 0);
  }

  private static Optional<TimeSpan> timeSpan(
      String text, long leastMilliseconds, long mostMilliseconds) {
    return TimeSpan.parse(text)
        .filter(
            span ->
                leastMilliseconds <= span.duration().toMillis()
                    && span.duration().toMillis() <= mostMilliseconds);
  }

  private static Quantity quantity(Section section, String key, String otherwise) {
    return section
        .parsed(key, Quantity.EXPECTED, Quantity::parsePositive)
        .orElse(Quantity.of(otherwise));
  }

  private void refuseQuotaAbove(String what, Quantity quota, Quantity bound) {
    if (quota.exceeds(bound)) {
      cluster.refuse(
          "quota",
          "expected at most the %s of a member, %s; lower it or raise that"
              .formatted(what, bound.text()));
    }
  }
}

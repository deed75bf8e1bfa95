package greptimedb.etcd.model.cluster;

import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.config.cluster.ClusterConfiguration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The chart values of a cluster: the document's, from typed configuration. */
public final class HelmValues {
  private HelmValues() {}

  /**
   * The values of one release of a stack: the cluster's, and those of each capability that the
   * chart is to bring. Such capabilities follow the active release.
   *
   * @param release its name
   * @throws greptimedb.etcd.config.reading.ConfigurationException if a further value clashes with a
   *     managed one
   */
  public static Map<String, Object> of(Configuration configuration, String release) {
    var values = managed(configuration.cluster());
    if (release.equals(configuration.active())) {
      values.putAll(ChartCapabilities.of(configuration));
    }
    return FurtherValues.merge(values, configuration.cluster().values());
  }

  /**
   * The values of a release while it starts from a snapshot. Capabilities of the chart wait until
   * it has started: its backup would restore by itself as well.
   *
   * @param claim the backup volume
   * @param file on it
   */
  public static Map<String, Object> starting(
      Configuration configuration, String claim, String file) {
    var values = managed(configuration.cluster());
    values.put(
        "startFromSnapshot",
        Map.of("enabled", true, "existingClaim", claim, "snapshotFilename", file));
    return FurtherValues.merge(values, configuration.cluster().values());
  }

  private static Map<String, Object> managed(ClusterConfiguration cluster) {
    var values = new LinkedHashMap<String, Object>();
    values.put("global", Map.of("security", Map.of("allowInsecureImages", true)));
    values.put("image", image(cluster));
    values.put("replicaCount", cluster.replicas());
    // Siblings: a token block under rbac would leave a random JWT secret that rolls the pods at
    // each render.
    values.put("auth", Map.of("rbac", Map.of("create", false), "token", Map.of("enabled", false)));
    values.put("persistence", persistence(cluster));
    values.put("resources", Map.of("limits", resources(cluster), "requests", resources(cluster)));
    values.put("autoCompactionMode", cluster.compaction().mode());
    values.put("autoCompactionRetention", cluster.compaction().retention());
    values.put("extraEnvVars", environment(cluster));
    values.put("readinessProbe", readiness(cluster));
    return values;
  }

  private static Map<String, Object> image(ClusterConfiguration cluster) {
    var image = cluster.image();
    return Map.of(
        "registry", image.registry(), "repository", image.repository(), "tag", image.tag());
  }

  private static Map<String, Object> persistence(ClusterConfiguration cluster) {
    var persistence = new LinkedHashMap<String, Object>();
    cluster.storage().storageClass().ifPresent(name -> persistence.put("storageClass", name));
    persistence.put("size", cluster.storage().size().text());
    return persistence;
  }

  private static Map<String, Object> resources(ClusterConfiguration cluster) {
    return Map.of(
        "cpu", cluster.resources().cpu().text(), "memory", cluster.resources().memory().text());
  }

  private static List<Map<String, String>> environment(ClusterConfiguration cluster) {
    return List.of(
        variable("ETCD_QUOTA_BACKEND_BYTES", cluster.quota().toLong()),
        variable("ETCD_ELECTION_TIMEOUT", cluster.electionTimeout().duration().toMillis()),
        variable("ETCD_SNAPSHOT_COUNT", cluster.snapshotCount()),
        // A member whose data differs from its peers' refuses to start, and the leader compares
        // hashes after each compaction: without both a divergence goes unnoticed. The variables
        // work in etcd 3.5 and 3.6 alike.
        Map.of("name", "ETCD_EXPERIMENTAL_INITIAL_CORRUPT_CHECK", "value", "true"),
        Map.of("name", "ETCD_EXPERIMENTAL_COMPACT_HASH_CHECK_ENABLED", "value", "true"));
  }

  private static Map<String, String> variable(String name, long value) {
    return Map.of("name", name, "value", Long.toString(value));
  }

  private static Map<String, Object> readiness(ClusterConfiguration cluster) {
    return Map.of(
        "initialDelaySeconds", Math.toIntExact(cluster.readiness().delay().duration().toSeconds()),
        "periodSeconds", Math.toIntExact(cluster.readiness().period().duration().toSeconds()));
  }
}

package greptimedb.etcd.config;

import greptimedb.etcd.config.backup.BackupReader;
import greptimedb.etcd.config.cluster.ClusterReader;
import greptimedb.etcd.config.defrag.DefragReader;
import greptimedb.etcd.config.greptimedb.GreptimeReader;
import greptimedb.etcd.config.monitoring.MonitoringReader;
import greptimedb.etcd.config.reading.ConfigurationException;
import greptimedb.etcd.config.reading.Problem;
import greptimedb.etcd.config.reading.Section;
import greptimedb.etcd.config.reading.Shown;
import greptimedb.etcd.config.restore.RestoreReader;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads a stack's configuration strictly: unknown keys and wrong types are errors, and all errors
 * come at once.
 */
public final class ConfigurationReader {
  /** The namespace of the program's keys in a stack file. */
  public static final String NAMESPACE = "greptimedb-etcd";

  private static final Set<String> KEYS =
      new LinkedHashSet<>(
          List.of("cluster", "backup", "restore", "active", "greptimedb", "monitoring", "defrag"));

  /**
   * Reads the values that the engine hands to a program.
   *
   * @param settings from {@code namespace:key} to a text, or JSON for a block; other namespaces are
   *     passed over
   * @throws ConfigurationException with every problem
   */
  public Configuration read(Map<String, String> settings) {
    return read(settings, Set.of());
  }

  /**
   * The same, where some values hold secrets.
   *
   * @param secretKeys the keys of these values, {@code namespace:key}
   * @throws ConfigurationException with every problem
   */
  public Configuration read(Map<String, String> settings, Set<String> secretKeys) {
    var problems = new ArrayList<Problem>();
    var own = ownSettings(settings);
    own.keySet().stream()
        .filter(key -> !KEYS.contains(key))
        .forEach(
            key ->
                problems.add(
                    new Problem(
                        Shown.key(key), unknown(own.get(key)), Section.unknownKey(key, KEYS))));
    if (!own.containsKey("cluster")) {
      problems.add(
          new Problem(
              "cluster",
              "missing",
              "expected a block %s:cluster; {} takes every default".formatted(NAMESPACE)));
      throw new ConfigurationException(problems);
    }
    var blocks = new Blocks(own, problems);
    var cluster = new ClusterReader(blocks.block("cluster")).read();
    var backup = new BackupReader(blocks.block("backup")).read();
    var restore = new RestoreReader(blocks.block("restore")).read();
    var configuration =
        new Configuration(
            cluster,
            backup,
            restore,
            active(own, cluster.release()),
            new GreptimeReader(blocks.block("greptimedb")).read(),
            new MonitoringReader(blocks.block("monitoring"), cluster.namespace()).read(),
            new DefragReader(blocks.block("defrag")).read(),
            secretKeys.contains(NAMESPACE + ":cluster"));
    blocks.refuseUnknownKeys();
    problems.addAll(AcrossBlocks.problems(configuration));
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    return configuration;
  }

  /** A block as the engine has it, JSON; a text may hold anything. */
  private static String unknown(String value) {
    return value.startsWith("{") || value.startsWith("[") ? value : Shown.text(value);
  }

  private static String active(Map<String, String> own, String release) {
    var active = own.getOrDefault("active", "");
    return active.isBlank() ? release : active;
  }

  private static Map<String, String> ownSettings(Map<String, String> settings) {
    var prefix = NAMESPACE + ":";
    var own = new TreeMap<String, String>();
    settings.forEach(
        (key, value) -> {
          if (key.startsWith(prefix)) {
            own.put(key.substring(prefix.length()), value);
          }
        });
    return own;
  }
}

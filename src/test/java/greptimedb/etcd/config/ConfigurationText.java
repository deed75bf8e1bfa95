package greptimedb.etcd.config;

import greptimedb.etcd.StackFile;
import java.util.List;

/** Configurations written as the YAML of the block {@code cluster}, in flow style. */
final class ConfigurationText {
  private ConfigurationText() {}

  static ClusterConfiguration cluster(String flow) {
    return read("greptimedb-etcd:cluster: " + flow).cluster();
  }

  /** Settings, one a line. */
  static Configuration read(String... lines) {
    return new ConfigurationReader().read(StackFile.settings(yaml(lines)));
  }

  /** The problems of a configuration, as lines. */
  static List<String> problems(String... lines) {
    try {
      read(lines);
      return List.of();
    } catch (ConfigurationException unusable) {
      return unusable.problems().stream().map(Problem::toString).toList();
    }
  }

  static List<String> clusterProblems(String flow) {
    return problems("greptimedb-etcd:cluster: " + flow);
  }

  private static String yaml(String... lines) {
    return "config:\n  " + String.join("\n  ", lines);
  }
}

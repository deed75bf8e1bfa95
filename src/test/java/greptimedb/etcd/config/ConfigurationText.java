package greptimedb.etcd.config;

import com.fasterxml.jackson.databind.JsonNode;
import greptimedb.etcd.StackFile;
import greptimedb.etcd.config.cluster.ClusterConfiguration;
import greptimedb.etcd.config.reading.ConfigurationException;
import greptimedb.etcd.config.reading.Problem;
import java.util.List;

/** Configurations written as the YAML of the block {@code cluster}, in flow style. */
public final class ConfigurationText {
  private ConfigurationText() {}

  /** The block {@code cluster} of a stack that has nothing else. */
  public static ClusterConfiguration cluster(String flow) {
    return read("greptimedb-etcd:cluster: " + flow).cluster();
  }

  /** Settings, one a line. */
  public static Configuration read(String... lines) {
    return new ConfigurationReader().read(StackFile.settings(yaml(lines)));
  }

  /** The problems of a configuration, as lines. */
  public static List<String> problems(String... lines) {
    return problems(StackFile.read(yaml(lines)));
  }

  /** The problems of a stack file, as lines. */
  public static List<String> problems(JsonNode stackFile) {
    try {
      new ConfigurationReader().read(StackFile.settings(stackFile));
      return List.of();
    } catch (ConfigurationException unusable) {
      return unusable.problems().stream().map(Problem::toString).toList();
    }
  }

  /** The problems of such a stack. */
  public static List<String> clusterProblems(String flow) {
    return problems("greptimedb-etcd:cluster: " + flow);
  }

  private static String yaml(String... lines) {
    return "config:\n  " + String.join("\n  ", lines);
  }
}

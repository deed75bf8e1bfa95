package greptimedb.etcd.ops.stack;

import com.fasterxml.jackson.databind.JsonNode;
import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.config.ConfigurationReader;
import greptimedb.etcd.config.reading.ConfigurationException;
import greptimedb.etcd.config.reading.Problem;
import greptimedb.etcd.ops.console.OpsException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The configuration of a stack, read by the same rules as the program's. */
public final class StackConfiguration {
  private StackConfiguration() {}

  /**
   * Reads {@code pulumi config --json}.
   *
   * @throws OpsException on one line, with every problem
   */
  public static Configuration of(JsonNode configuration) {
    return of(settings(configuration));
  }

  /**
   * Reads settings as the engine hands them to the program.
   *
   * @throws OpsException on one line, with every problem
   */
  public static Configuration of(Map<String, String> settings) {
    try {
      return new ConfigurationReader().read(settings);
    } catch (ConfigurationException unusable) {
      // An error of the command line is one line.
      throw unusable(unusable);
    }
  }

  /** All problems on one line. */
  public static OpsException unusable(ConfigurationException unusable) {
    return OpsException.unreadable(
        unusable.problems().stream()
            .map(Problem::toString)
            .collect(
                Collectors.joining("; ", "the configuration of this stack cannot be used: ", "")));
  }

  /** From {@code pulumi config --json} to what the engine hands to the program. */
  public static Map<String, String> settings(JsonNode configuration) {
    var settings = new TreeMap<String, String>();
    configuration
        .properties()
        .forEach(
            entry -> {
              var found = entry.getValue();
              var value = found.has("objectValue") ? found.get("objectValue") : found.path("value");
              settings.put(entry.getKey(), value.isTextual() ? value.asText() : value.toString());
            });
    return settings;
  }
}

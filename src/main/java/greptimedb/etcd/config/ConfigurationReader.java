package greptimedb.etcd.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
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

  private static final Set<String> KEYS = new LinkedHashSet<>(List.of("cluster", "active"));

  private final ObjectMapper mapper =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /**
   * Reads the values that the engine hands to a program.
   *
   * @param settings from {@code namespace:key} to a text, or JSON for a block; other namespaces are
   *     passed over
   * @throws ConfigurationException with every problem
   */
  public Configuration read(Map<String, String> settings) {
    var problems = new ArrayList<Problem>();
    var own = ownSettings(settings);
    own.keySet().stream()
        .filter(key -> !KEYS.contains(key))
        .forEach(
            key -> problems.add(new Problem(key, own.get(key), Section.unknownKey(key, KEYS))));
    if (!own.containsKey("cluster")) {
      problems.add(
          new Problem(
              "cluster",
              "missing",
              "expected a block %s:cluster; {} takes every default".formatted(NAMESPACE)));
      throw new ConfigurationException(problems);
    }
    var section = new Section("cluster", json(own.get("cluster")), problems);
    var cluster = new ClusterReader(section).read();
    section.refuseUnknownKeys();
    var active = active(own, cluster.release(), problems);
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    return new Configuration(cluster, active);
  }

  private static String active(Map<String, String> own, String release, List<Problem> problems) {
    var active = own.getOrDefault("active", "").isBlank() ? release : own.get("active");
    if (!active.equals(release)) {
      problems.add(
          new Problem(
              "active", active, "expected the name of a release of this stack: " + release));
    }
    return active;
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

  private JsonNode json(String text) {
    try {
      return mapper.readTree(text);
    } catch (JsonProcessingException notJson) {
      return TextNode.valueOf(text);
    }
  }
}

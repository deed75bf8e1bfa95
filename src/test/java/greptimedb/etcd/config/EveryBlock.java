package greptimedb.etcd.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import greptimedb.etcd.config.reading.ConfigurationException;
import greptimedb.etcd.config.reading.Problem;
import java.util.List;
import java.util.TreeMap;

/** A configuration with every block switched on, and nothing else but what has no default. */
final class EveryBlock {
  private static final String ENABLED =
      """
      {"cluster": {},
       "backup": {"enabled": true, "storage": {"class": "nfs"}, "drill": {"schedule": "15 4 * * *"}},
       "restore": {"enabled": true, "snapshot": "latest"},
       "greptimedb": {"enabled": true},
       "monitoring": {"enabled": true, "dashboard": {"id": 15308}},
       "defrag": {"enabled": true, "acknowledgeRisk": true}}
      """;

  private final ObjectNode blocks;

  private EveryBlock(ObjectNode blocks) {
    this.blocks = blocks;
  }

  static EveryBlock enabled() {
    try {
      return new EveryBlock((ObjectNode) new ObjectMapper().readTree(ENABLED));
    } catch (JsonProcessingException malformed) {
      throw new AssertionError(malformed);
    }
  }

  /** Sets a key by its path. */
  EveryBlock put(String key, JsonNode value) {
    put(blocks, List.of(key.split("\\.", -1)), value);
    return this;
  }

  Configuration read() {
    var settings = new TreeMap<String, String>();
    blocks
        .properties()
        .forEach(
            block ->
                settings.put("greptimedb-etcd:" + block.getKey(), block.getValue().toString()));
    return new ConfigurationReader().read(settings);
  }

  List<Problem> problems() {
    try {
      read();
      return List.of();
    } catch (ConfigurationException unusable) {
      return unusable.problems();
    }
  }

  private static void put(ObjectNode block, List<String> path, JsonNode value) {
    var key = path.get(0);
    if (path.size() == 1) {
      block.set(key, value);
    } else {
      var inner = block.has(key) ? (ObjectNode) block.get(key) : block.putObject(key);
      put(inner, path.subList(1, path.size()), value);
    }
  }
}

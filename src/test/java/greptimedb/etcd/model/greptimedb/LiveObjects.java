package greptimedb.etcd.model.greptimedb;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.util.Map;

/** GreptimeDBClusters as tests write them. */
public final class LiveObjects {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private LiveObjects() {}

  /** From YAML. */
  public static LiveCluster live(String yaml) {
    try {
      return new LiveCluster(YAML.readValue(yaml, new TypeReference<Map<String, Object>>() {}));
    } catch (JsonProcessingException malformed) {
      throw new AssertionError(malformed);
    }
  }
}

package greptimedb.etcd;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/**
 * The stack's configuration as the engine hands it over: all keys, which the SDK's own reader
 * cannot list.
 */
final class Settings {
  private Settings() {}

  /**
   * From {@code namespace:key} to a text or JSON; empty if the program was not started by the
   * engine.
   */
  static Map<String, String> of(Map<String, String> environment) {
    try {
      return new ObjectMapper()
          .readValue(
              environment.getOrDefault("PULUMI_CONFIG", "{}"),
              new TypeReference<Map<String, String>>() {});
    } catch (JsonProcessingException malformed) {
      throw new IllegalStateException("PULUMI_CONFIG holds no JSON object of texts", malformed);
    }
  }
}

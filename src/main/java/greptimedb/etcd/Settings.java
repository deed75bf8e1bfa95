package greptimedb.etcd;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Set;

/**
 * The stack's configuration as the engine hands it over: all keys, which the SDK's own reader
 * cannot list.
 *
 * @param values from {@code namespace:key} to a text or JSON, secrets decrypted
 * @param secretKeys the keys whose values hold secrets
 */
record Settings(Map<String, String> values, Set<String> secretKeys) {

  /** Both are empty if the program was not started by the engine. */
  static Settings of(Map<String, String> environment) {
    return new Settings(
        read(
            environment,
            "PULUMI_CONFIG",
            "{}",
            "JSON object of texts",
            new TypeReference<Map<String, String>>() {}),
        read(
            environment,
            "PULUMI_CONFIG_SECRET_KEYS",
            "[]",
            "JSON list of texts",
            new TypeReference<Set<String>>() {}));
  }

  private static <T> T read(
      Map<String, String> environment,
      String variable,
      String otherwise,
      String expected,
      TypeReference<T> type) {
    var text = environment.getOrDefault(variable, "");
    try {
      return new ObjectMapper().readValue(text.isBlank() ? otherwise : text, type);
    } catch (JsonProcessingException malformed) {
      throw new IllegalStateException("%s holds no %s".formatted(variable, expected), malformed);
    }
  }
}

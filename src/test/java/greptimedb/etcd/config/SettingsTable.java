package greptimedb.etcd.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The README's table of settings, the one home of their descriptions. */
final class SettingsTable {
  private static final Pattern ROW =
      Pattern.compile("\\| `([a-z]+\\.[A-Za-z0-9.]+)` \\| (?:`([^`]*)`)? ?\\| (.*) \\|");

  private SettingsTable() {}

  /**
   * A row.
   *
   * @param key path of the setting
   * @param defaultValue as it would be written; empty if there is none
   * @param description what it is
   */
  record Setting(String key, Optional<JsonNode> defaultValue, String description) {}

  /** All rows by their keys, in their order. */
  static Map<String, Setting> read() throws IOException {
    var rows = new LinkedHashMap<String, Setting>();
    for (var line : Files.readAllLines(Path.of("README.md"))) {
      var matcher = ROW.matcher(line);
      if (matcher.matches()) {
        var written = Optional.ofNullable(matcher.group(2)).map(SettingsTable::value);
        rows.put(matcher.group(1), new Setting(matcher.group(1), written, matcher.group(3)));
      }
    }
    return rows;
  }

  private static JsonNode value(String text) {
    try {
      return text.matches("true|false|\\d+|\\{.*\\}|\\[.*\\]")
          ? new ObjectMapper().readTree(text)
          : TextNode.valueOf(text);
    } catch (JsonProcessingException malformed) {
      throw new AssertionError(text, malformed);
    }
  }
}

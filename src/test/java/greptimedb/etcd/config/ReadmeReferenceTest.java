package greptimedb.etcd.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The README's table of settings against the records: no key missing, none too many, each default
 * the real one.
 */
class ReadmeReferenceTest {
  private static final Pattern ROW =
      Pattern.compile("\\| `([a-z]+\\.[A-Za-z0-9.]+)` \\| (?:`([^`]*)`)? ?\\|.*");

  /** Every block switched on, with what has no default. */
  private static final String ENABLED =
      """
      {"cluster": {},
       "backup": {"enabled": true, "storage": {"class": "nfs"}, "drill": {"schedule": "15 4 * * *"}},
       "restore": {"enabled": true, "snapshot": "latest"},
       "greptimedb": {"enabled": true},
       "monitoring": {"enabled": true, "dashboard": {"id": 15308}},
       "defrag": {"enabled": true, "acknowledgeRisk": true}}
      """;

  /** Keys that decide whether there is a record at all. */
  private static final List<String> SWITCHES =
      List.of(
          "backup.enabled",
          "restore.enabled",
          "greptimedb.enabled",
          "monitoring.enabled",
          "monitoring.alerts.enabled",
          "defrag.enabled",
          "defrag.acknowledgeRisk");

  @Test
  void theTableHasEveryKeyOfTheRecordsAndNoOther() throws IOException {
    // given
    var inRecords = new TreeSet<String>(SettingPaths.of(Configuration.class));
    inRecords.addAll(SWITCHES);

    // then
    assertThat(table().keySet()).isEqualTo(inRecords);
  }

  @Test
  void everyDefaultOfTheTableIsTheDefaultOfTheProgram() throws IOException {
    for (var row : table().entrySet()) {
      if (row.getValue().isEmpty() || SWITCHES.contains(row.getKey())) {
        continue;
      }
      // given
      var written = tree();

      // when
      put(written, List.of(row.getKey().split("\\.")), row.getValue());

      // then
      assertThat(read(written)).as(row.getKey()).isEqualTo(read(tree()));
    }
  }

  private static ObjectNode tree() throws IOException {
    return (ObjectNode) new ObjectMapper().readTree(ENABLED);
  }

  private static Configuration read(ObjectNode blocks) {
    var settings = new TreeMap<String, String>();
    blocks
        .properties()
        .forEach(
            block ->
                settings.put("greptimedb-etcd:" + block.getKey(), block.getValue().toString()));
    return new ConfigurationReader().read(settings);
  }

  private static void put(ObjectNode block, List<String> path, String value) throws IOException {
    var key = path.get(0);
    if (path.size() > 1) {
      var inner = block.has(key) ? (ObjectNode) block.get(key) : block.putObject(key);
      put(inner, path.subList(1, path.size()), value);
    } else if (value.matches("true|false|\\d+|\\{.*\\}|\\[.*\\]")) {
      block.set(key, new ObjectMapper().readTree(value));
    } else {
      block.put(key, value);
    }
  }

  private static Map<String, String> table() throws IOException {
    var rows = new TreeMap<String, String>();
    for (var line : Files.readAllLines(Path.of("README.md"))) {
      var matcher = ROW.matcher(line);
      if (matcher.matches()) {
        rows.put(matcher.group(1), matcher.group(2) == null ? "" : matcher.group(2));
      }
    }
    return rows;
  }
}

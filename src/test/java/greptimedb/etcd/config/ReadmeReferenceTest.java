package greptimedb.etcd.config;

import static org.assertj.core.api.Assertions.assertThat;

import greptimedb.etcd.config.cluster.ClusterConfiguration;
import greptimedb.etcd.config.value.Quantity;
import greptimedb.etcd.config.value.TimeSpan;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The README's table of settings against the records: no key missing, none too many, each default
 * the real one.
 */
class ReadmeReferenceTest {
  private static final Pattern ROW =
      Pattern.compile("\\| `(cluster\\.[A-Za-z.]+)` \\| (?:`([^`]*)`)? ?\\|.*");
  private static final Set<Class<?>> LEAVES = Set.of(Quantity.class, TimeSpan.class);

  @Test
  void theTableHasEveryKeyOfTheRecordsAndNoOther() throws IOException {
    var inRecords = new TreeSet<String>();
    collect("cluster", ClusterConfiguration.class, inRecords);
    assertThat(table().keySet()).isEqualTo(inRecords);
  }

  @Test
  void everyDefaultOfTheTableIsTheDefaultOfTheProgram() throws IOException {
    // given
    var defaults = new ConfigurationReader().read(Map.of("greptimedb-etcd:cluster", "{}"));
    for (var row : table().entrySet()) {
      if (row.getValue().isEmpty()) {
        continue;
      }
      // when
      var written =
          new ConfigurationReader()
              .read(Map.of("greptimedb-etcd:cluster", json(row.getKey(), row.getValue())));
      // then
      assertThat(written).as(row.getKey()).isEqualTo(defaults);
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

  private static void collect(String path, Class<?> type, Set<String> keys) {
    Stream.of(type.getRecordComponents()).forEach(component -> collect(path, component, keys));
  }

  private static void collect(String path, RecordComponent component, Set<String> keys) {
    var inner = path + "." + key(component.getName());
    if (component.getType().isRecord() && !LEAVES.contains(component.getType())) {
      collect(inner, component.getType(), keys);
    } else {
      keys.add(inner);
    }
  }

  /** The one key that is a reserved word in Java. */
  private static String key(String component) {
    return component.equals("storageClass") ? "class" : component;
  }

  private static String json(String path, String value) {
    var names = Arrays.asList(path.split("\\.")).subList(1, path.split("\\.").length);
    var literal = value.matches("true|false|\\d+|\\{\\}") ? value : "\"" + value + "\"";
    var text = literal;
    for (var index = names.size() - 1; index >= 0; index--) {
      text = "{\"" + names.get(index) + "\":" + text + "}";
    }
    return text;
  }
}

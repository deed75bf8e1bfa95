package greptimedb.etcd.reliability;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The result of a test that shows a scenario, as its last run left it.
 *
 * @param test {@code Class.method}
 * @param outcome {@code passed} or {@code failed}
 * @param seen what the test published under that key, in the order of time; may be empty
 */
record RecordedScenario(String test, String outcome, List<String> seen) {
  /** Not part of the reports that each run removes: the results of soaks are there for longer. */
  static final Path FOLDER = Path.of("target", "reliability");

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Replaces what an earlier run of the test left. */
  void save() {
    try {
      Files.createDirectories(FOLDER);
      Files.writeString(FOLDER.resolve(test + ".json"), JSON.writeValueAsString(this));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** All that are there, in no order. */
  static List<RecordedScenario> all() {
    var all = new ArrayList<RecordedScenario>();
    if (!Files.isDirectory(FOLDER)) {
      return all;
    }
    try (var files = Files.newDirectoryStream(FOLDER, "*.json")) {
      for (var file : files) {
        all.add(JSON.readValue(file.toFile(), RecordedScenario.class));
      }
      return all;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}

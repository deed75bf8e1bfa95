package greptimedb.etcd.model.job;

import static greptimedb.etcd.config.ConfigurationText.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class JobScriptsTest {
  /** The API server takes no ConfigMap above 1 MiB. */
  private static final int LARGEST = 1 << 20;

  @Test
  void theConfigMapHasEveryScriptOfTheFolderAsItIs() throws IOException {
    // given
    Map<String, String> folder;
    try (var files = Files.list(Path.of("src/main/resources/jobs"))) {
      folder =
          files.collect(
              Collectors.toMap(file -> file.getFileName().toString(), JobScriptsTest::text));
    }

    // when
    var data = JobScripts.desired(read("greptimedb-etcd:cluster: {}")).content().get("data");

    // then
    assertThat(data).isEqualTo(folder);
    assertThat(folder.values().stream().mapToInt(String::length).sum()).isLessThan(LARGEST);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }
}

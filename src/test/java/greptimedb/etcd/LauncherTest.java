package greptimedb.etcd;

import static org.assertj.core.api.Assertions.assertThat;

import greptimedb.etcd.cluster.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The programs in {@code tools/launch}, which stand before the real ones on PATH. */
class LauncherTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @Test
  void theLaunchersOfTwoCheckoutsOnOnePathDoNotCallEachOther(@TempDir Path folder)
      throws IOException {
    // given: a shell that has sourced the environment of one checkout, then of another
    var one = launcher(folder.resolve("one"));
    var another = launcher(folder.resolve("another"));
    var path = another + ":" + one;
    // then
    assertThat(said(path, another.resolve("java").toString(), "-version")).contains("version");
  }

  @ParameterizedTest
  @ValueSource(strings = {"javac", "mvn"})
  void pulumiAloneGetsNoAnswerForAVersion(String name, @TempDir Path folder) throws IOException {
    // given: a shell under another name
    var launch = launcher(folder).toString();
    var asking = Files.copy(Path.of("/bin/bash"), folder.resolve("pulumi-language-java"));
    var words = name + " --version && echo answered || echo none";
    // then
    assertThat(said(launch, asking.toString(), "-c", words)).isEqualTo("none\n");
    assertThat(said(launch, "/bin/bash", "-c", words)).contains("17.", "answered");
    assertThat(said(launch, asking.toString(), "-c", name + " --help"))
        .containsIgnoringCase("usage:");
  }

  private static String said(String path, String... words) {
    var extended = path + ":" + System.getenv("PATH");
    return Command.start(Path.of("."), Map.of("PATH", extended), List.of(words))
        .await(LIMIT)
        .output();
  }

  private static Path launcher(Path checkout) throws IOException {
    var launch = Files.createDirectories(checkout.resolve("tools/launch"));
    try (var files = Files.list(Path.of("tools/launch"))) {
      for (var file : files.toList()) {
        Files.copy(file, launch.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    return launch;
  }
}

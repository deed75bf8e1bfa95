package greptimedb.etcd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The programs in {@code tools/launch}, which stand before the real ones on PATH. */
class LauncherTest {

  @Test
  void theLaunchersOfTwoCheckoutsOnOnePathDoNotCallEachOther(@TempDir Path folder)
      throws IOException, InterruptedException {
    // given: a shell that has sourced the environment of one checkout, then of another
    var one = launcher(folder.resolve("one"));
    var another = launcher(folder.resolve("another"));
    var path = another + ":" + one;
    // then
    assertThat(said(folder, path, another.resolve("java").toString(), "-version"))
        .contains("version");
  }

  @ParameterizedTest
  @ValueSource(strings = {"javac", "mvn"})
  void pulumiAloneGetsNoAnswerForAVersion(String name, @TempDir Path folder)
      throws IOException, InterruptedException {
    // given: a shell under another name
    var launch = launcher(folder).toString();
    var asking = Files.copy(Path.of("/bin/bash"), folder.resolve("pulumi-language-java"));
    var words = name + " --version && echo answered || echo none";
    // then
    assertThat(said(folder, launch, asking.toString(), "-c", words)).isEqualTo("none\n");
    assertThat(said(folder, launch, "/bin/bash", "-c", words)).contains("17.", "answered");
    assertThat(said(folder, launch, asking.toString(), "-c", name + " --help"))
        .containsIgnoringCase("usage:");
  }

  private static String said(Path folder, String path, String... words)
      throws IOException, InterruptedException {
    var builder = new ProcessBuilder(words);
    builder.environment().merge("PATH", path, (before, added) -> added + ":" + before);
    var output = folder.resolve("output");
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    var process = builder.start();
    var ended = process.waitFor(20, TimeUnit.SECONDS);
    process.destroyForcibly();
    assertThat(ended).as("it ends").isTrue();
    return Files.readString(output);
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

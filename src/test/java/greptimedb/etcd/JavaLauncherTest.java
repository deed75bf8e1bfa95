package greptimedb.etcd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tools/launch/java}, which stands before the real one on PATH. */
class JavaLauncherTest {

  @Test
  void theLaunchersOfTwoCheckoutsOnOnePathDoNotCallEachOther(@TempDir Path folder)
      throws IOException, InterruptedException {
    // given: a shell that has sourced the environment of one checkout, then of another
    var one = launcher(folder.resolve("one"));
    var another = launcher(folder.resolve("another"));
    var builder = new ProcessBuilder(another.resolve("java").toString(), "-version");
    builder.environment().merge("PATH", another + ":" + one, (path, before) -> before + ":" + path);
    var output = folder.resolve("output");
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    // when
    var java = builder.start();
    var ended = java.waitFor(20, TimeUnit.SECONDS);
    java.destroyForcibly();
    // then
    assertThat(ended).as("it ends").isTrue();
    assertThat(output).content().contains("version");
  }

  private static Path launcher(Path checkout) throws IOException {
    var launch = Files.createDirectories(checkout.resolve("tools/launch"));
    Files.copy(
        Path.of("tools/launch/java"), launch.resolve("java"), StandardCopyOption.COPY_ATTRIBUTES);
    return launch;
  }
}

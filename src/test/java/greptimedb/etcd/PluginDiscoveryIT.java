package greptimedb.etcd;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What {@code pulumi install} asks the built jar: which plugins the program needs. */
class PluginDiscoveryIT {
  private static final Path JAR = Path.of("target/greptimedb-etcd-program.jar");

  @Test
  void asksForThePinnedPluginOnly() throws Exception {
    // given
    assertThat(JAR).as("built by mvn package").exists();
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();

    // when
    var discovery =
        new ProcessBuilder(
                java, "-cp", JAR.toString(), "com.pulumi.bootstrap.internal.Main", "packages")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    var printed = new String(discovery.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    // then
    assertThat(discovery.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(discovery.exitValue()).isZero();
    assertThat(printed).contains("4.27.0").doesNotContain("4.0.0");
  }
}

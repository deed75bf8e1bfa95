package greptimedb.etcd.ops.doctor.check;

import static greptimedb.etcd.ops.doctor.check.Verdicts.assertFailed;
import static greptimedb.etcd.ops.doctor.check.Verdicts.assertFine;
import static greptimedb.etcd.ops.doctor.check.Verdicts.assertWarning;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class VersionsTest {
  @Test
  void javaIsAtLeastWhatTheSourcesAreCompiledFor() throws IOException {
    assertFine(Versions.java(Runtime.Version.parse("17.0.2")), "17.0.2");
    assertFailed(Versions.java(Runtime.Version.parse("11.0.20")), "11.0.20", "17");
    assertThat(Files.readString(Path.of("pom.xml")))
        .contains("<maven.compiler.release>%d<".formatted(Versions.JAVA_AT_LEAST));
  }

  @Test
  void pulumiIsAtLeastWhatTheToolsAskFor() throws IOException {
    assertFine(Versions.pulumi("v3.254.0"), "v3.254.0");
    assertFine(Versions.pulumi("v3.250.0"));
    assertFailed(Versions.pulumi("v3.99.0"), "v3.99.0", "3.250.0");
    assertWarning(Versions.pulumi("built by hand"), "built by hand");
    assertThat(Files.readString(Path.of("tools/lib/pulumi.sh")))
        .contains("PULUMI_AT_LEAST=" + Versions.PULUMI_AT_LEAST);
  }

  @Test
  void theApiServersVersionMayHaveABuildsNameBehindIt() {
    assertFine(Versions.kubernetes("v1.34.3+k3s1"), "v1.34.3+k3s1");
    assertFailed(Versions.kubernetes("v1.22.17"), "v1.22.17", "1.23.0");
    assertWarning(Versions.kubernetes(""), "no version");
  }

  @Test
  void thePluginIsThePinnedOneWhateverElseIsInstalled() {
    assertFine(Versions.plugin("4.27.0", List.of("4.0.0", "4.27.0")), "kubernetes 4.27.0");
    assertFailed(Versions.plugin("4.27.0", List.of("4.0.0")), "not installed, only 4.0.0");
    assertFailed(Versions.plugin("4.27.0", List.of()), "4.27.0 is not installed");
  }
}

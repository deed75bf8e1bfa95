package greptimedb.etcd;

import static org.assertj.core.api.Assertions.assertThat;

import greptimedb.etcd.component.KubernetesProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program under stacks/consumer has a build of its own, in step with the project's. */
class ConsumerProgramTest {
  private static final Path CONSUMER = Path.of("stacks/consumer");

  @ParameterizedTest
  @ValueSource(strings = {"pulumi.version", "pulumi.kubernetes.version", "slf4j.version"})
  void hasTheSameLibraries(String property) throws IOException {
    assertThat(property(CONSUMER.resolve("pom.xml"), property))
        .isEqualTo(property(Path.of("pom.xml"), property));
  }

  @ParameterizedTest
  @ValueSource(strings = {"plugin.json", "version.txt"})
  void asksForTheSamePlugin(String name) throws IOException {
    var file = Path.of("src/main/resources/com/pulumi/kubernetes").resolve(name);

    assertThat(CONSUMER.resolve(file)).hasSameTextualContentAs(file);
  }

  @Test
  void itsProviderHasTheSameVersion() throws IOException {
    assertThat(
            Files.readString(CONSUMER.resolve("src/main/java/greptimedb/consumer/Consumer.java")))
        .contains("PLUGIN_VERSION = \"%s\"".formatted(KubernetesProvider.PLUGIN_VERSION));
  }

  /** Maven takes the reader's jar of this version from where the build puts it. */
  @Test
  void takesTheReaderOfThisVersion() throws IOException {
    var reader =
        Pattern.compile(
                "<artifactId>greptimedb-etcd-outputs</artifactId>\\s*<version>([^<]+)</version>")
            .matcher(Files.readString(CONSUMER.resolve("pom.xml")));
    var project =
        Pattern.compile("<artifactId>greptimedb-etcd</artifactId>\\s*<version>([^<]+)</version>")
            .matcher(Files.readString(Path.of("pom.xml")));

    assertThat(reader.find()).isTrue();
    assertThat(project.find()).isTrue();
    assertThat(reader.group(1)).isEqualTo(project.group(1));
    assertThat(Files.readString(CONSUMER.resolve("build")))
        .contains("VERSION=" + project.group(1) + " ");
  }

  private static String property(Path pom, String name) throws IOException {
    var matcher =
        Pattern.compile("<%1$s>([^<]+)</%1$s>".formatted(Pattern.quote(name)))
            .matcher(Files.readString(pom));
    assertThat(matcher.find()).as("%s in %s", name, pom).isTrue();
    return matcher.group(1);
  }
}

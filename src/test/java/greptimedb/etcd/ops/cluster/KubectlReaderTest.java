package greptimedb.etcd.ops.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greptimedb.etcd.ops.console.OpsException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What kubectl's answers mean, given by a script in its place. */
class KubectlReaderTest {
  private static final String OBJECT = "/api/v1/namespaces/etcd-cluster/secrets/one";

  @TempDir Path folder;

  @Test
  void anAnswerIsRead() throws IOException {
    // given
    var api = answering("printf '{\"asked\": \"%s\"}' \"$*\"", Optional.of("prod"));
    // then
    assertThat(api.at(OBJECT).orElseThrow().path("asked").asText())
        .isEqualTo("get --raw " + OBJECT + " --request-timeout=3s --context=prod");
  }

  @Test
  void whatIsNotThereIsNothing() throws IOException {
    // given
    var api =
        answering(
            "echo 'Error from server (NotFound): secrets \"one\" not found' >&2; exit 1",
            Optional.empty());
    // then
    assertThat(api.at(OBJECT)).isEmpty();
  }

  @Test
  void aClusterThatDoesNotAnswerIsToldInKubectlsWords() throws IOException {
    // given
    var api =
        answering(
            "echo 'E1125 memcache.go:265] more' >&2; echo 'The connection to the server a:1 was refused' >&2; exit 1",
            Optional.empty());
    // then
    assertThatThrownBy(() -> api.at(OBJECT))
        .isInstanceOf(ApiReader.NoAnswer.class)
        .hasMessage("The connection to the server a:1 was refused");
  }

  @Test
  void aContextThatIsNotThereEndsTheCommand() throws IOException {
    // given
    var api =
        answering("echo 'error: context \"prdo\" does not exist' >&2; exit 1", Optional.of("prdo"));
    // then
    assertThatThrownBy(() -> api.at(OBJECT))
        .isInstanceOf(OpsException.class)
        .hasMessage("--context: context \"prdo\" does not exist");
  }

  @Test
  void withoutKubectlThereIsNone() {
    assertThat(KubectlReader.find(folder.toString(), Optional.empty(), 3)).isEmpty();
  }

  private ApiReader answering(String script, Optional<String> context) throws IOException {
    var executable = PosixFilePermissions.fromString("rwxr-xr-x");
    var kubectl = Files.writeString(folder.resolve("kubectl"), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(kubectl, executable);
    var path = "/nowhere" + File.pathSeparator + folder;
    return KubectlReader.find(path, context, 3).orElseThrow();
  }
}

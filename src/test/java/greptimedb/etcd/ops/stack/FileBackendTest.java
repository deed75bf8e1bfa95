package greptimedb.etcd.ops.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greptimedb.etcd.ops.console.OpsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileBackendTest {
  @TempDir private Path root;

  @Test
  void aLockIsReadWithItsNanoseconds() throws IOException {
    write(
        """
        {"pid": 7, "username": "u", "hostname": "h", "timestamp": "2026-01-01T13:00:00.123456789+01:00"}
        """);

    assertThat(backend().locks("project", "dev"))
        .containsExactly(new Lock(7, "u", "h", Instant.parse("2026-01-01T12:00:00.123456789Z")));
    assertThat(backend().locks("project", "prod")).isEmpty();
  }

  @Test
  void aBrokenLockIsAnErrorAndNotAbsent() throws IOException {
    write("{\"pid\": \"seven\"}");

    assertThatThrownBy(() -> backend().locks("project", "dev"))
        .isInstanceOf(OpsException.class)
        .hasMessageContaining("lock.json");
  }

  @Test
  void otherBackendsAreNotReadable() {
    assertThat(FileBackend.at("https://api.pulumi.com", root)).isEmpty();
    assertThat(FileBackend.at("s3://bucket", root)).isEmpty();
  }

  private FileBackend backend() {
    return FileBackend.at("file://" + root, Path.of("/")).orElseThrow();
  }

  private void write(String content) throws IOException {
    var folder = root.resolve(".pulumi/locks/organization/project/dev");
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("lock.json"), content);
  }
}

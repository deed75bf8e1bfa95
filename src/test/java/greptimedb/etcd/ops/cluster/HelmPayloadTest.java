package greptimedb.etcd.ops.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greptimedb.etcd.ops.console.OpsException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class HelmPayloadTest {
  private final HelmPayload payload = new HelmPayload();

  @Test
  void aZippedRecordIsRead() throws IOException {
    var zipped = new ByteArrayOutputStream();
    try (var stream = new GZIPOutputStream(zipped)) {
      stream.write("{\"manifest\": \"kind: A\\n\"}".getBytes(UTF_8));
    }

    assertThat(payload.manifest(twice(zipped.toByteArray()), "s")).isEqualTo("kind: A\n");
  }

  @Test
  void anOldRecordIsNotZipped() {
    assertThat(payload.manifest(twice("{\"manifest\": \"m\"}".getBytes(UTF_8)), "s"))
        .isEqualTo("m");
  }

  @Test
  void whatIsNoRecordIsRefusedByName() {
    assertThatThrownBy(() -> payload.manifest("%%%", "sh.helm.release.v1.etcd.v1"))
        .isInstanceOf(OpsException.class)
        .hasMessageContaining("sh.helm.release.v1.etcd.v1");
  }

  private static String twice(byte[] bytes) {
    var once = Base64.getEncoder().encode(bytes);
    return Base64.getEncoder().encodeToString(once);
  }
}

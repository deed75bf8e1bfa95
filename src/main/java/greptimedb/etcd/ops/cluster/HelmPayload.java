package greptimedb.etcd.ops.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import greptimedb.etcd.ops.console.Json;
import greptimedb.etcd.ops.console.OpsException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPInputStream;

/**
 * Decodes the key {@code release} of a Helm Secret: JSON, gzipped, in base64 by Helm and again by
 * Kubernetes. Records older than Helm's compression are plain JSON in base64.
 */
final class HelmPayload {
  /**
   * The record's manifest.
   *
   * @param data the Secret's value as the API gives it
   * @param secret names the Secret in errors
   * @throws OpsException when it is not such a record
   */
  String manifest(String data, String secret) {
    var manifest = opened(data, secret).path("manifest");
    if (!manifest.isTextual()) {
      throw OpsException.unreadable("Secret " + secret + " holds no manifest");
    }
    return manifest.asText();
  }

  /**
   * The whole record: {@code manifest}, {@code config} (the values that were given), {@code chart}
   * and so on.
   *
   * @param data the Secret's value as the API gives it
   * @param secret names the Secret in errors
   * @throws OpsException when it is not such a record
   */
  JsonNode opened(String data, String secret) {
    try {
      var inner = new String(Base64.getDecoder().decode(data), StandardCharsets.US_ASCII);
      var bytes = Base64.getMimeDecoder().decode(inner);
      var json = new String(isGzip(bytes) ? unzip(bytes) : bytes, StandardCharsets.UTF_8);
      return new Json().parse(json, "Secret " + secret);
    } catch (IllegalArgumentException | IOException e) {
      throw OpsException.unreadable("Secret " + secret + " is not a Helm record", e);
    }
  }

  private static boolean isGzip(byte[] bytes) {
    return bytes.length > 2 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
  }

  private static byte[] unzip(byte[] bytes) throws IOException {
    try (var stream = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return stream.readAllBytes();
    }
  }
}

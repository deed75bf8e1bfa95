package greptimedb.etcd.ops.cluster;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Rewrites a kubeconfig's client key where the Kubernetes client (fabric8 7.8) cannot read it: an
 * elliptic-curve key in PKCS#8 ({@code BEGIN PRIVATE KEY}), which it takes for RSA. It reads such a
 * key in SEC 1 ({@code BEGIN EC PRIVATE KEY}, RFC 5915).
 */
final class ClientKeys {
  private static final int INTEGER = 0x02;
  private static final int OCTETS = 0x04;
  private static final int SEQUENCE = 0x30;
  private static final int CURVE = 0xa0;

  private ClientKeys() {}

  /** The key in SEC 1, base64 of its PEM as in a kubeconfig; empty when it needs no rewriting. */
  static Optional<String> rewritten(String pemInBase64) {
    var pem = new String(Base64.getMimeDecoder().decode(pemInBase64), StandardCharsets.US_ASCII);
    if (!pem.contains("-----BEGIN PRIVATE KEY-----")) {
      return Optional.empty();
    }
    var body = pem.replaceAll("-----[A-Z ]+-----", "");
    var pkcs8 = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(body));
    try {
      if (KeyFactory.getInstance("EC").generatePrivate(pkcs8) instanceof ECPrivateKey key) {
        return Optional.of(encode(key));
      }
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      // Not an elliptic-curve key: the client reads the other kinds itself.
      return Optional.empty();
    }
  }

  private static String encode(ECPrivateKey key) throws GeneralSecurityException {
    var parameters = java.security.AlgorithmParameters.getInstance("EC");
    parameters.init(key.getParams());
    byte[] curve;
    try {
      curve = parameters.getEncoded();
    } catch (java.io.IOException e) {
      throw new GeneralSecurityException("the key's curve has no name", e);
    }
    var size = (key.getParams().getOrder().bitLength() + 7) / 8;
    var der =
        der(
            SEQUENCE,
            join(der(INTEGER, new byte[] {1}), der(OCTETS, secret(key, size)), der(CURVE, curve)));
    var base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    var pem = "-----BEGIN EC PRIVATE KEY-----\n" + base64 + "\n-----END EC PRIVATE KEY-----\n";
    return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII));
  }

  /** The number in exactly {@code size} bytes, without the sign byte that Java may put first. */
  private static byte[] secret(ECPrivateKey key, int size) {
    var bytes = key.getS().toByteArray();
    var start = Math.max(0, bytes.length - size);
    var padded = new byte[size];
    var digits = Arrays.copyOfRange(bytes, start, bytes.length);
    System.arraycopy(digits, 0, padded, size - digits.length, digits.length);
    return padded;
  }

  /** One element; all curves' keys are short enough for a length in one byte. */
  private static byte[] der(int tag, byte[] content) {
    return join(new byte[] {(byte) tag, (byte) content.length}, content);
  }

  private static byte[] join(byte[]... parts) {
    var joined = new ByteArrayOutputStream();
    for (var part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }
}

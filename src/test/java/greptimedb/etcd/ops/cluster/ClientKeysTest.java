package greptimedb.etcd.ops.cluster;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientKeysTest {
  @ParameterizedTest
  @ValueSource(strings = {"secp256r1", "secp384r1", "secp521r1"})
  void anEllipticKeyIsRewrittenToTheSameKey(String curve) throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(curve));
    var key = (java.security.interfaces.ECPrivateKey) generator.generateKeyPair().getPrivate();

    var rewritten = ClientKeys.rewritten(pem("PRIVATE KEY", key.getEncoded())).orElseThrow();

    var text = new String(Base64.getDecoder().decode(rewritten), US_ASCII);
    assertThat(text).startsWith("-----BEGIN EC PRIVATE KEY-----");
    var der = Base64.getMimeDecoder().decode(text.replaceAll("-----[A-Z ]+-----", ""));
    assertThat(der).hasSize(2 + (der[1] & 0xff));
    var number = java.util.Arrays.copyOfRange(der, 7, 7 + der[6]);
    assertThat(new java.math.BigInteger(1, number)).isEqualTo(key.getS());
  }

  @Test
  void otherKeysStayAsTheyAre() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    var key = generator.generateKeyPair().getPrivate().getEncoded();

    assertThat(ClientKeys.rewritten(pem("PRIVATE KEY", key))).isEmpty();
    assertThat(ClientKeys.rewritten(pem("EC PRIVATE KEY", key))).isEmpty();
  }

  private static String pem(String type, byte[] der) {
    var body = Base64.getMimeEncoder().encodeToString(der);
    var pem = "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(type, body, type);
    return Base64.getEncoder().encodeToString(pem.getBytes(US_ASCII));
  }
}

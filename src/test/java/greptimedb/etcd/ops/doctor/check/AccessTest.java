package greptimedb.etcd.ops.doctor.check;

import static greptimedb.etcd.ops.doctor.check.Verdicts.assertFailed;
import static greptimedb.etcd.ops.doctor.check.Verdicts.assertFine;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccessTest {
  private static final String SERVER = "https://10.0.0.1:6443";

  @Test
  void thereIsAContextOrAServiceAccount() {
    assertFine(Access.context(Optional.of("prod"), SERVER, false), "prod, " + SERVER);
    assertFine(Access.context(Optional.empty(), SERVER, true), "service account", SERVER);
    assertFailed(Access.context(Optional.empty(), SERVER, false), "no such context");
  }

  @Test
  void theApiServerAnswersWithAVersion() {
    assertFine(Access.server(Optional.of("v1.34.3"), ""), "v1.34.3");
    assertFailed(Access.server(Optional.empty(), "Connection refused"), "Connection refused");
  }
}

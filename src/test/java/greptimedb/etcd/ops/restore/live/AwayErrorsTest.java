package greptimedb.etcd.ops.restore.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Errors that pass by themselves, and those that a person must see to. */
class AwayErrorsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "failed to read resource state due to unreachable cluster. If the cluster was deleted, you can remove this resource from Pulumi state",
        "configured Kubernetes cluster is unreachable: unable to load schema information from the API server",
        "Get \"https://127.0.0.1:46029/version?timeout=32s\": dial tcp 127.0.0.1:46029: connect: connection refused",
        "Get \"https://127.0.0.1:46029/api\": EOF"
      })
  void anApiServerThatDoesNotAnswerIsTold(String error) {
    assertThat(AwayErrors.first(List.of("the Job failed", error))).contains(error);
  }

  @Test
  void otherErrorsAreNoAbsence() {
    assertThat(AwayErrors.first(List.of("the Job failed", "backup.keep: 0: expected 1 or more")))
        .isEmpty();
  }
}

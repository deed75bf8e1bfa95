package greptimedb.etcd.cluster;

import static greptimedb.etcd.cluster.TestStack.succeed;
import static org.assertj.core.api.Assertions.assertThat;

import greptimedb.etcd.BesideOthers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code make up} killed with SIGKILL: on the embedded cluster the next one repairs by itself. */
@ExtendWith(RunningPods.class)
@BesideOthers
class KilledMakeUpE2E {
  private static final String NAMESPACE = "e2e-make-up";

  @Test
  void theNextMakeUpEndsHealthy() {
    try (var stack = new TestStack(NAMESPACE)) {
      // given
      var checkout = new Checkout(NAMESPACE);
      var killed = checkout.startUp();
      Command.awaitUntil(
          "the release is pending",
          Duration.ofMinutes(2),
          () -> {
            assertThat(killed.isAlive()).as(killed.text()).isTrue();
            return !stack
                .kubectl("get", "secret", "-l", "status=pending-install", "-o", "name")
                .output()
                .isBlank();
          });
      killed.kill();
      // when
      var up = succeed(checkout.startUp().await());
      // then: the provider outlives its command line and may have finished the release meanwhile
      assertThat(up.output())
          .containsPattern(
              "release +etcd revision 1 is (pending-install|deployed, unknown to the state)")
          .contains("Repaired.", "etcd is healthy");
      assertThat(stack.readyMembers()).isEqualTo(3);
    }
  }
}

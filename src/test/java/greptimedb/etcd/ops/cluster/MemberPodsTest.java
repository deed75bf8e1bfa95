package greptimedb.etcd.ops.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemberPodsTest {

  @Test
  void aReadyMemberIsAskedBeforeOneThatOnlyRuns() {
    assertThat(asked(running("etcd-0", false), running("etcd-1", true))).isEqualTo("etcd-1");
  }

  @Test
  void whereNoneIsReadyOneThatRunsIsAsked() {
    assertThat(asked(waiting("etcd-0"), running("etcd-1", false))).isEqualTo("etcd-1");
  }

  @Test
  void oneThatWaitsGoesOrIsOfAnotherReleaseIsNotAsked() {
    // given
    var going =
        new PodBuilder(running("etcd-1", true))
            .editMetadata()
            .withDeletionTimestamp("2025-01-06T11:18:00Z")
            .endMetadata()
            .build();
    var other =
        new PodBuilder(running("etcd-recover-0", true))
            .editMetadata()
            .addToLabels("app.kubernetes.io/instance", "etcd-recover")
            .endMetadata()
            .build();
    // then
    assertThat(asked(waiting("etcd-0"), going, other)).isEqualTo("nobody");
  }

  private static String asked(Pod... pods) {
    return MemberPods.toAsk(List.of(pods), "etcd")
        .map(pod -> pod.getMetadata().getName())
        .orElse("nobody");
  }

  private static Pod running(String name, boolean ready) {
    return new PodBuilder(waiting(name))
        .editStatus()
        .addNewCondition()
        .withType("Ready")
        .withStatus(ready ? "True" : "False")
        .endCondition()
        .editFirstContainerStatus()
        .withState(new ContainerStateBuilder().withNewRunning().endRunning().build())
        .endContainerStatus()
        .endStatus()
        .build();
  }

  private static Pod waiting(String name) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .addToLabels("app.kubernetes.io/instance", "etcd")
        .endMetadata()
        .withNewStatus()
        .addNewContainerStatus()
        .withName("etcd")
        .withState(new ContainerStateBuilder().withNewWaiting().endWaiting().build())
        .endContainerStatus()
        .endStatus()
        .build();
  }
}

package greptimedb.etcd.ops.doctor.check;

import static greptimedb.etcd.ops.doctor.check.Verdicts.assertFailed;
import static greptimedb.etcd.ops.doctor.check.Verdicts.assertFine;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PodsTest {
  private static final List<String> ETCD = List.of("etcd");

  @Test
  void allAreThereAndReady() {
    assertFine(judge(ETCD, 2, pod("etcd-0", "True"), pod("etcd-1", "True")), "2 of 2 ready");
  }

  @Test
  void oneThatIsAwayOrNotReadyIsToldWithTheCommandThatSaysWhy() {
    assertFailed(judge(ETCD, 2, pod("etcd-0", "True")), "release etcd has 1 of 2 pods");
    var unready = judge(ETCD, 1, pod("etcd-0", "False"));
    assertFailed(unready, "etcd-0 is not ready: Running");
    assertThat(unready.remedy()).isEqualTo("./ops explain --stack prod");
  }

  @Test
  void aReleaseOfWhichThereIsNothingMayBeInAnotherCluster() {
    var judgement = judge(List.of("etcd", "etcd-recover"), 1, pod("etcd-0", "True"));

    assertFailed(judgement, "release etcd-recover has 0 of 1 pods");
    assertThat(judgement.remedy()).contains("right context");
  }

  private static Judgement judge(List<String> releases, int members, Pod... pods) {
    return Pods.judge(releases, members, List.of(pods), "prod");
  }

  private static Pod pod(String name, String ready) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .withLabels(Map.of("app.kubernetes.io/instance", "etcd"))
        .endMetadata()
        .withNewStatus()
        .withPhase("Running")
        .addNewCondition()
        .withType("Ready")
        .withStatus(ready)
        .endCondition()
        .endStatus()
        .build();
  }
}

package greptimedb.etcd.ops.doctor.check;

import static greptimedb.etcd.ops.doctor.check.Verdicts.assertFailed;
import static greptimedb.etcd.ops.doctor.check.Verdicts.assertFine;
import static org.assertj.core.api.Assertions.assertThat;

import greptimedb.etcd.model.RequiredKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class KindsTest {
  private static final RequiredKind POD_MONITOR =
      new RequiredKind(
          "monitoring.coreos.com/v1",
          "PodMonitor",
          "podmonitors.monitoring.coreos.com",
          "The Prometheus Operator",
          "monitoring.enabled",
          "true",
          "monitoring.enabled: false");

  @Test
  void aKindThatIsNeededIsThere() {
    assertFine(Kinds.judge(List.of(POD_MONITOR), kind -> true), "PodMonitor");
    assertFine(Kinds.judge(List.of(), kind -> false), "no enabled block");
  }

  @Test
  void anAbsentOneIsNamedWithWhatInstallsItAndHowToDoWithout() {
    var judgement = Kinds.judge(List.of(POD_MONITOR), kind -> false);

    assertFailed(judgement, "podmonitors.monitoring.coreos.com", "monitoring.enabled: true");
    assertThat(judgement.remedy()).contains("The Prometheus Operator", "monitoring.enabled: false");
  }
}

package greptimedb.etcd.ops.doctor.check;

import static greptimedb.etcd.ops.doctor.check.Verdicts.assertFailed;
import static greptimedb.etcd.ops.doctor.check.Verdicts.assertFine;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AlarmsTest {
  private static final List<Member> MEMBERS = List.of(new Member("7", "etcd-0", false));

  @Test
  void noneIsRaised() {
    assertFine(Alarms.judge(List.of(), MEMBERS), "none");
  }

  @Test
  void oneIsNamedWithItsMemberAndItsRemedy() {
    var full = Alarms.judge(List.of(new Alarm("7", "NOSPACE")), MEMBERS);
    assertFailed(full, "NOSPACE on etcd-0");
    assertThat(full.remedy()).contains("disarm");
    assertFailed(Alarms.judge(List.of(new Alarm("8", "CORRUPT")), MEMBERS), "CORRUPT on member 8");
    assertFailed(Alarms.judge(List.of(new Alarm("7", "alarm 3")), MEMBERS), "alarm 3");
  }
}

package greptimedb.etcd.ops.doctor.check;

import static greptimedb.etcd.ops.doctor.check.Verdicts.assertFailed;
import static greptimedb.etcd.ops.doctor.check.Verdicts.assertFine;
import static greptimedb.etcd.ops.doctor.check.Verdicts.assertWarning;

import greptimedb.etcd.ops.doctor.check.Clocks.Difference;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClocksTest {
  @Test
  void smallDifferencesAreFineAndLargeOnesAreNot() {
    assertFine(judge(2, 0), "1 agree");
    assertWarning(judge(4, 0), "etcd-0 is 4s ahead of this machine");
    assertWarning(judge(-4, 0), "etcd-0 is 4s behind this machine");
    assertFailed(judge(-90, 0), "1m30s behind");
  }

  @Test
  void whatTheAnswersOwnDelayMayExplainDoesNotCount() {
    assertFine(judge(4, 2), "1 agree");
    assertFine(judge(1, 5), "1 agree");
  }

  private static Judgement judge(long ahead, long doubt) {
    return Clocks.judge(
        List.of(new Difference("etcd-0", Duration.ofSeconds(ahead), Duration.ofSeconds(doubt))));
  }
}

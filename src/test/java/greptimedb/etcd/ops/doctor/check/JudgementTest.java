package greptimedb.etcd.ops.doctor.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JudgementTest {
  @Test
  void severalAreOneLineWithTheWorstFirst() {
    var judgement =
        Judgement.of(
            List.of(
                Judgement.warning("slow", "wait"),
                Judgement.failed("broken", "mend"),
                Judgement.failed("broken too", "mend")),
            "fine");

    assertThat(judgement).isEqualTo(Judgement.failed("broken; broken too; slow", "mend; wait"));
  }

  @Test
  void noneIsFine() {
    assertThat(Judgement.of(List.of(), "as it should be"))
        .isEqualTo(Judgement.fine("as it should be"));
  }
}

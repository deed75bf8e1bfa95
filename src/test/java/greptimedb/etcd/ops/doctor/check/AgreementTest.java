package greptimedb.etcd.ops.doctor.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class AgreementTest {
  private static final List<DataHash> EQUAL = List.of(hash(0, 7, 1), hash(1, 7, 1), hash(2, 7, 1));
  private static final List<DataHash> DIFFERENT =
      List.of(hash(0, 7, 1), hash(1, 7, 2), hash(2, 7, 1));
  private static final List<DataHash> COMPACTING =
      List.of(hash(0, 7, 1), hash(1, 5, 2), hash(2, 7, 1));

  @Test
  void equalHashesAreFine() {
    assertThat(judge(List.of(EQUAL))).isEqualTo(Judgement.fine("equal on 3 members"));
  }

  @Test
  void aDifferenceThatIsSeenTwiceHasFailed() {
    var judgement = judge(List.of(DIFFERENT, DIFFERENT));

    assertThat(judgement.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(judgement.found())
        .isEqualTo(
            "the members' data differs: etcd-0 has hash 1, etcd-1 has hash 2, etcd-2 has hash 1");
  }

  @Test
  void aDifferenceThatIsGoneInTheNextRoundIsNone() {
    assertThat(judge(List.of(DIFFERENT, EQUAL)).verdict()).isEqualTo(Verdict.FINE);
  }

  @Test
  void hashesOfDifferentCompactionsAreNotCompared() {
    assertThat(judge(List.of(COMPACTING, EQUAL)).verdict()).isEqualTo(Verdict.FINE);
    assertThat(judge(List.of(COMPACTING, COMPACTING, COMPACTING, COMPACTING)).verdict())
        .isEqualTo(Verdict.UNASKED);
  }

  @Test
  void membersOfDifferentClustersDiffer() {
    var other = new DataHash("etcd-1.etcd-headless:2379", "99", 3, 1);
    var round = List.of(hash(0, 7, 1), other);

    assertThat(judge(List.of(round, round)).verdict()).isEqualTo(Verdict.FAILED);
  }

  @Test
  void aMemberThatDoesNotAnswerIsAWarningAndAloneNoneCanBeCompared() {
    assertThat(judge(List.of(EQUAL.subList(0, 2))).verdict()).isEqualTo(Verdict.WARNING);
    var one = EQUAL.subList(0, 1);
    assertThat(judge(List.of(one, one, one, one)).verdict()).isEqualTo(Verdict.UNASKED);
  }

  private static Judgement judge(List<List<DataHash>> rounds) {
    Queue<List<DataHash>> left = new ArrayDeque<>(rounds);
    return Agreement.judge(3, left::remove);
  }

  private static DataHash hash(int member, long compacted, long hash) {
    return new DataHash("etcd-%d.etcd-headless:2379".formatted(member), "1", compacted, hash);
  }
}

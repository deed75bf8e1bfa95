package greptimedb.etcd.ops.doctor.check;

import static greptimedb.etcd.ops.doctor.check.Verdicts.assertFailed;
import static greptimedb.etcd.ops.doctor.check.Verdicts.assertFine;
import static greptimedb.etcd.ops.doctor.check.Verdicts.assertWarning;

import java.util.List;
import org.junit.jupiter.api.Test;

class MembersTest {
  private static final Member FIRST = new Member("1", "etcd-0", false);
  private static final Member SECOND = new Member("2", "etcd-1", false);

  @Test
  void allAreThereAndAnswer() {
    assertFine(list(2, List.of(FIRST, SECOND), status("1", "1"), status("2", "1")), "2, etcd 3.5");
  }

  @Test
  void oneTooFewOneTooManyOneThatIsSilentAreWrong() {
    assertFailed(list(3, List.of(FIRST), status("1", "1")), "1 members, expected 3");
    assertFailed(list(2, List.of(FIRST, SECOND), status("1", "1")), "etcd-1 does not answer");
    assertFailed(
        list(2, List.of(FIRST, new Member("2", "", false)), status("1", "1")),
        "member 2 never started");
  }

  @Test
  void aLearnerAndARollingChangeDeserveAWord() {
    assertWarning(
        list(1, List.of(new Member("1", "etcd-0", true)), status("1", "1")), "etcd-0 is a learner");
    assertWarning(
        list(
            2,
            List.of(FIRST, SECOND),
            status("1", "1"),
            new MemberStatus("etcd-1.x:2379", "2", "3.5.22", 1, 1, "1", "5")),
        "different versions of etcd: 3.5.21, 3.5.22");
  }

  @Test
  void allKnowTheSameLeader() {
    assertFine(Members.leader(List.of(status("1", "2"), status("2", "2"))), "etcd-2", "term 5");
    assertFailed(Members.leader(List.of(status("1", "1"), status("2", "2"))), "different ones");
    assertFailed(Members.leader(List.of(status("1", "0"))), "etcd-1 knows no leader");
    assertFailed(Members.leader(List.of()), "no member answers");
  }

  private static Judgement list(int wanted, List<Member> members, MemberStatus... answered) {
    return Members.list(wanted, members, List.of(answered), "prod");
  }

  private static MemberStatus status(String id, String leader) {
    return new MemberStatus(
        "etcd-%s.etcd-headless.x.svc:2379".formatted(id), id, "3.5.21", 1, 1, leader, "5");
  }
}

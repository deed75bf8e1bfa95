package greptimedb.etcd.ops.doctor.check;

import static greptimedb.etcd.ops.doctor.check.Verdicts.assertFailed;
import static greptimedb.etcd.ops.doctor.check.Verdicts.assertFine;
import static greptimedb.etcd.ops.doctor.check.Verdicts.assertWarning;
import static org.assertj.core.api.Assertions.assertThat;

import greptimedb.etcd.ops.repair.Finding;
import greptimedb.etcd.ops.repair.Finding.Kind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LeftoversTest {
  @Test
  void nothingLeftIsFine() {
    assertFine(Leftovers.locks(List.of(), "prod"), "none");
    assertFine(Leftovers.pending(List.of(), "prod"), "none");
    assertFine(Leftovers.restore(Optional.empty(), "prod"), "none is open");
  }

  @Test
  void whatCanBeRepairedIsWrongAndToldWithTheCommand() {
    var judgement = Leftovers.pending(findings(Kind.REPAIRABLE), "prod");

    assertFailed(judgement, "found");
    assertThat(judgement.remedy()).isEqualTo("./ops repair --stack prod --yes (remedy)");
    assertFailed(Leftovers.locks(findings(Kind.REPAIRABLE), "prod"), "found");
  }

  @Test
  void somebodyAtWorkIsAWarningADataLossAheadIsNot() {
    assertWarning(Leftovers.locks(findings(Kind.REFUSED), "prod"), "found");
    assertFailed(Leftovers.pending(findings(Kind.REFUSED), "prod"), "found");
  }

  @Test
  void whatIsGoodToKnowIsAWarning() {
    assertWarning(Leftovers.pending(findings(Kind.NOTE), "prod"), "found");
  }

  @Test
  void anOpenRestoreIsToldWithBothWaysOn() {
    var judgement = Leftovers.restore(Optional.of("restore 20260102-030405"), "prod");

    assertWarning(judgement, "restore 20260102-030405");
    assertThat(judgement.remedy()).contains("--resume", "--rollback");
  }

  private static List<Finding> findings(Kind kind) {
    return List.of(new Finding("release", "found", "remedy", kind));
  }
}

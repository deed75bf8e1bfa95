package greptimedb.etcd.ops.repair;

import static org.assertj.core.api.Assertions.assertThat;

import greptimedb.etcd.ops.cluster.HelmRecord;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseJudgeTest {
  @Test
  void nothingIsToDoWithoutRecords() {
    assertThat(ReleaseJudge.judge(List.of(), false)).isInstanceOf(ReleasePlan.Nothing.class);
  }

  @Test
  void aDeployedReleaseIsFine() {
    var records = List.of(record(1, "superseded"), record(2, "deployed"));

    assertThat(ReleaseJudge.judge(records, false)).isInstanceOf(ReleasePlan.Nothing.class);
  }

  @Test
  void aPendingInstallIsForgotten() {
    var pending = record(1, "pending-install");

    assertThat(ReleaseJudge.judge(List.of(pending), false))
        .isEqualTo(new ReleasePlan.Forget("etcd revision 1 is pending-install", List.of(pending)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"pending-upgrade", "pending-rollback"})
  void aPendingRevisionGoesBackToTheLastDeployedOne(String status) {
    var deployed = record(9, "deployed");
    var pending = record(11, status);
    var records = List.of(pending, record(8, "superseded"), deployed, record(10, "failed"));

    assertThat(ReleaseJudge.judge(records, false))
        .isEqualTo(new ReleasePlan.RollBack(deployed, pending));
  }

  @Test
  void anUpgradeKilledAtItsVeryEndGoesBackToTheNewestSupersededRevision() {
    var base = record(2, "superseded");
    var pending = record(3, "pending-upgrade");

    assertThat(ReleaseJudge.judge(List.of(record(1, "superseded"), base, pending), false))
        .isEqualTo(new ReleasePlan.RollBack(base, pending));
  }

  @Test
  void aPendingUpgradeOverAFailedInstallIsDropped() {
    var pending = record(2, "pending-upgrade");

    assertThat(ReleaseJudge.judge(List.of(record(1, "failed"), pending), false))
        .isEqualTo(new ReleasePlan.DropPending(pending));
  }

  @ParameterizedTest
  @ValueSource(strings = {"deployed", "failed", "pending-install"})
  void aReleaseThatTheStateDoesNotKnowIsForgottenWhateverItsStatus(String status) {
    var record = record(1, status);

    assertThat(ReleaseJudge.judge(List.of(record), true))
        .isInstanceOfSatisfying(
            ReleasePlan.Forget.class, plan -> assertThat(plan.records()).containsExactly(record));
  }

  @ParameterizedTest
  @ValueSource(strings = {"failed", "uninstalling"})
  void whatHelmGoesOnWithItselfIsOnlyNoted(String status) {
    assertThat(ReleaseJudge.judge(List.of(record(1, status)), false))
        .isInstanceOf(ReleasePlan.Note.class);
  }

  @Test
  void aFailedUpgradeOverADeployedRevisionIsFine() {
    assertThat(ReleaseJudge.judge(List.of(record(1, "deployed"), record(2, "failed")), false))
        .isInstanceOf(ReleasePlan.Nothing.class);
  }

  private static HelmRecord record(int revision, String status) {
    return new HelmRecord("etcd", revision, status, "sh.helm.release.v1.etcd.v" + revision, "");
  }
}

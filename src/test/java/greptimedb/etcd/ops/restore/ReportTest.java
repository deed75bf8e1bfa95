package greptimedb.etcd.ops.restore;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The figures at the end. */
class ReportTest {
  private static final Optional<RestorePlan.GreptimeFacts> GREPTIME =
      Optional.of(new RestorePlan.GreptimeFacts("default", "greptimedb", "v0.15.5"));

  @Test
  void theLatestTellsItsTimesAndThatNothingIsLost() {
    // given
    var plan = new RestorePlan("ns", "etcd", "etcd-recover", 3, true, Optional.empty(), GREPTIME);
    var progress =
        RestoreProgress.of("1", plan)
            .with(Fact.FENCE_BEGAN, "2026-01-02T12:00:00Z")
            .with(Fact.WRITES_ENDED, "2026-01-02T12:00:12.500Z")
            .with(Fact.UNFENCED, "2026-01-02T12:00:42Z")
            .with(Fact.FINAL_SNAPSHOT, "db-2026-01-02_12-00");
    // when
    var rows = Report.rows(progress);
    // then
    assertThat(rows)
        .contains(
            List.of("snapshot", "db-2026-01-02_12-00, taken after the fence"),
            List.of("RTO", "42.0 s from fence to unfence"),
            List.of("", "29.5 s of it without any Metasrv"),
            List.of("RPO", "0 s: nothing that Metasrv wrote is lost"));
    assertThat(Reconcile.steps(plan)).isEmpty();
  }

  @Test
  void anOlderOneTellsWhatIsLostWhereItIsKeptAndWhatIsLeftToDo() {
    // given
    var taken = Instant.parse("2026-01-02T08:30:00Z");
    var older =
        new SnapshotFacts(
            "db-2026-01-02_08-30", taken, 7, OptionalLong.empty(), OptionalLong.empty());
    var plan =
        new RestorePlan("ns", "etcd", "etcd-recover", 3, false, Optional.of(older), GREPTIME);
    var progress =
        RestoreProgress.of("1", plan)
            .with(Fact.WRITES_ENDED, "2026-01-02T12:00:00Z")
            .with(Fact.FINAL_SNAPSHOT, "db-2026-01-02_12-00");
    // when
    var rows = Report.rows(progress);
    // then
    assertThat(rows)
        .contains(
            List.of(
                "RPO",
                "the writes of 3 h 30 min; they are kept in db-2026-01-02_12-00 until retention takes it, and in the volumes of etcd until it is retired"));
    assertThat(String.join("\n", Reconcile.steps(plan)))
        .containsSubsequence(
            "rollout restart statefulset/greptimedb-datanode",
            "greptimedb-meta:4000/proxy/admin/recovery/disable",
            "procedure-manager/resume",
            "ADMIN reconcile_catalog()",
            "maintenance/disable");
  }
}

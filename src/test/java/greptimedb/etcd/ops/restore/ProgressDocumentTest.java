package greptimedb.etcd.ops.restore;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What is kept in the cluster is all that a resumed restore knows. */
class ProgressDocumentTest {
  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

  @Test
  void everythingComesBackAsItWas() {
    // given
    var snapshot =
        new SnapshotFacts(
            "db-2026-01-01_00-00", NOON, 7, OptionalLong.of(51), OptionalLong.empty());
    var plan =
        new RestorePlan(
            "ns",
            "etcd",
            "etcd-recover",
            3,
            false,
            Optional.of(snapshot),
            Optional.of(new RestorePlan.GreptimeFacts("default", "greptimedb", "v0.15.5")));
    var progress =
        RestoreProgress.of("20260102-120000", plan)
            .with(new RestoreProgress.StepDone(StepName.FENCE, NOON, NOON.plusSeconds(12)))
            .with(Fact.SETTINGS_BEFORE, "{\"greptimedb-etcd:active\":\"etcd\"}")
            .with(Fact.META_REPLICAS, "2")
            .with(RestoreProgress.Outcome.ROLLING_BACK);
    // when
    var read = ProgressDocument.read(ProgressDocument.of(progress));
    // then
    assertThat(read).isEqualTo(progress);
  }

  @Test
  void aPlanWithoutSnapshotAndGreptimeComesBackWithoutThem() {
    // given
    var plan = new RestorePlan("ns", "a", "b", 1, true, Optional.empty(), Optional.empty());
    var progress = RestoreProgress.of("20260102-120000", plan);
    // when
    var read = ProgressDocument.read(ProgressDocument.of(progress));
    // then
    assertThat(read).isEqualTo(progress);
  }
}

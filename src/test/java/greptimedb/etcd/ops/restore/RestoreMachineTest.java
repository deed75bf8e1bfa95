package greptimedb.etcd.ops.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greptimedb.etcd.ops.restore.RestoreProgress.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sequence, cut off at each call that it makes to the world. */
class RestoreMachineTest {
  private static final String OLD = "etcd.etcd-cluster.svc.cluster.local:2379";
  private static final String NEW = "etcd-recover.etcd-cluster.svc.cluster.local:2379";

  @Test
  void everythingThatWasAcknowledgedIsInTheNewCluster() {
    // given
    var world = world(true);
    // when
    var end = world.machine().forward();
    // then
    assertThat(end.outcome()).isEqualTo(Outcome.DONE);
    assertRestored(world);
    assertThat(end.fact(Fact.RECOVERED_REVISION)).contains("1000000051");
  }

  @ParameterizedTest(name = "pulumi up goes on alone: {0}")
  @ValueSource(booleans = {false, true})
  void killedAnywhereAndResumedItEndsInTheSameState(boolean runsOutliveKills) {
    var calls = callsOfAWholeRun();
    for (var at = 1; at <= calls; at++) {
      // given
      var world = killed(at, runsOutliveKills);
      // when
      var end = world.machine().forward();
      // then
      assertThat(end.outcome()).as("killed at call %d", at).isEqualTo(Outcome.DONE);
      assertRestored(world);
    }
  }

  @ParameterizedTest(name = "pulumi up goes on alone: {0}")
  @ValueSource(booleans = {false, true})
  void killedAnywhereAndRolledBackItEndsInTheOldState(boolean runsOutliveKills) {
    var calls = callsOfAWholeRun();
    for (var at = 1; at <= calls; at++) {
      // given
      var world = killed(at, runsOutliveKills);
      // when
      var end = world.machine().back();
      // then
      assertThat(end.outcome()).isEqualTo(Outcome.ROLLED_BACK);
      assertThat(world.violations).as("killed at call %d", at).isEmpty();
      assertRolledBack(world);
    }
  }

  @Test
  void aRollbackThatIsKilledIsFinishedByTheNextOne() {
    for (var at = 1; ; at++) {
      // given
      var world = world(true);
      world.machine().forward();
      world.calls = 0;
      world.killAt = at;
      try {
        world.machine().back();
        assertThat(at).as("calls of a rollback").isGreaterThan(20);
        return;
      } catch (RestoreWorld.Killed killed) {
        // when
        world.revived().machine().back();
        // then
        assertThat(world.violations).as("killed at call %d", at).isEmpty();
        assertRolledBack(world);
      }
    }
  }

  @Test
  void withTheApiServerGoneForAWhileAnywhereItEndsInTheSameState() {
    var calls = callsOfAWholeRun();
    for (var from = 1; from <= calls; from++) {
      // given
      var world = world(true);
      world.awayFrom = from;
      world.awayFor = 1;
      // when
      var end = world.machine().forward();
      // then
      assertThat(end.outcome()).as("away from call %d", from).isEqualTo(Outcome.DONE);
      assertRestored(world);
      assertThat(world.told).anyMatch(line -> line.contains("the API server does not answer"));
    }
  }

  @Test
  void aPodThatDoesNotGoIsWaitedForAndNothingIsCutOver() {
    // given
    var world = world(true);
    world.greptime.held = true;
    // when
    assertThatThrownBy(() -> world.machine().forward())
        // then
        .isInstanceOf(StepFailed.class)
        .hasMessageContaining("held by finalizer example.com/hold");
    assertThat(world.told)
        .anyMatch(
            line -> line.startsWith("waiting for the Metasrv pods") && line.contains("finalizer"));
    assertThat(world.greptime.endpoints).containsExactly(OLD);
    assertThat(world.snapshots).doesNotContainKey("db-2026-01-02_03-11");
    assertThat(world.releases.exists).isFalse();
  }

  @Test
  void aMetasrvThatComesBackMeanwhileIsFencedAgain() {
    // given
    var world = world(true);
    var machine = world.machine();
    world.finalSnapshotFails = true;
    assertThatThrownBy(machine::forward).isInstanceOf(StepFailed.class);
    world.finalSnapshotFails = false;
    world.greptime.replicas = 1;
    world.greptime.turn();
    // when
    world.machine().forward();
    // then
    assertThat(world.told).contains("warning: Metasrv has come back: fencing it again");
    assertRestored(world);
  }

  @Test
  void aMetasrvThatCameBackAfterTheFinalSnapshotEndsTheWayForward() {
    // given
    var world = world(true);
    world.releases.lostKeys = 1;
    assertThatThrownBy(() -> world.machine().forward()).hasMessageContaining("fewer than the");
    world.releases.lostKeys = 0;
    world.greptime.replicas = 1;
    world.greptime.turn();
    for (var attempt = 1; attempt <= 2; attempt++) {
      // when
      assertThatThrownBy(() -> world.machine().forward())
          // then
          .as("attempt %d", attempt)
          .isInstanceOf(StepFailed.class)
          .hasMessageContaining("Metasrv was started after the final snapshot");
    }
    assertThat(world.greptime.endpoints).containsExactly(OLD);
    world.machine().back();
    assertRolledBack(world);
  }

  @Test
  void anOlderSnapshotRaisesTableIdsAndLeavesGreptimeInMaintenance() {
    // given
    var world = world(false);
    world.etcd.get("etcd").nextTableId = 2048;
    // when
    world.machine().forward();
    // then
    var restored = world.etcd.get("etcd-recover");
    assertThat(restored.nextTableId).isEqualTo(2048);
    assertThat(restored.maintenance).isTrue();
    assertThat(restored.paused).isTrue();
    assertThat(restored.recovery).isTrue();
    assertThat(world.snapshots).as("the final snapshot is taken all the same").hasSize(2);
  }

  @Test
  void anOlderSnapshotIsRestoredEvenIfTheOldClusterCannotBeRead() {
    // given
    var world = world(false);
    world.finalSnapshotFails = true;
    // when
    var end = world.machine().forward();
    // then
    assertThat(end.outcome()).isEqualTo(Outcome.DONE);
    assertThat(end.fact(Fact.NO_FINAL_SNAPSHOT)).contains("no member can be read from");
  }

  @Test
  void theLatestCannotBeRestoredIfTheOldClusterCannotBeRead() {
    // given
    var world = world(true);
    world.finalSnapshotFails = true;
    // when
    assertThatThrownBy(() -> world.machine().forward())
        // then
        .isInstanceOf(StepFailed.class)
        .hasMessageContaining("no member can be read from")
        .hasMessageContaining("--rollback");
    assertThat(world.greptime.endpoints).containsExactly(OLD);
  }

  @Test
  void anOldMetasrvIsFencedByItsReplicasAlone() {
    // given
    var world = world(true);
    world.metasrv.calls = MetasrvPort.Calls.UNKNOWN;
    // when
    world.machine().forward();
    // then
    assertThat(world.told).anyMatch(line -> line.contains("older than 0.15.5"));
    assertThat(world.violations).isEmpty();
    assertThat(world.greptime.endpoints).containsExactly(NEW);
  }

  @Test
  void switchesThatWereOnBeforeStayOn() {
    // given
    var world = world(true);
    world.etcd.get("etcd").maintenance = true;
    // when
    world.machine().forward();
    // then
    assertThat(world.etcd.get("etcd-recover").maintenance).isTrue();
    assertThat(world.etcd.get("etcd-recover").paused).isFalse();
  }

  @Test
  void aScheduleThatWasSuspendedBeforeStaysSo() {
    // given
    var world = world(true);
    world.isScheduled = false;
    // when
    world.machine().forward();
    // then
    assertThat(world.isScheduled).isFalse();
  }

  @Test
  void aSnapshotThatRunsIsWaitedForAsLongAsItsDeadlineAllows() {
    // given
    var world = world(false);
    world.snapshotDeadline = Duration.ofMinutes(40);
    world.snapshotRunsUntil = world.now().plus(Duration.ofMinutes(39));
    // when
    var end = world.machine().forward();
    // then
    assertThat(end.outcome()).isEqualTo(Outcome.DONE);
    assertThat(world.told).anyMatch(line -> line.contains("the snapshot that is being taken"));
  }

  @Test
  void aSnapshotThatRunsBeyondItsDeadlineStopsTheRestoreBeforeTheFence() {
    // given
    var world = world(false);
    world.snapshotDeadline = Duration.ofMinutes(2);
    world.snapshotRunsUntil = world.now().plus(Duration.ofMinutes(9));
    // when
    assertThatThrownBy(() -> world.machine().forward())
        // then
        .isInstanceOf(StepFailed.class)
        .hasMessageContaining("the snapshot that is being taken: not after 180 s");
    assertThat(world.greptime.replicas).isEqualTo(1);
  }

  @Test
  void whatAPersonBroughtUpMeanwhileIsGoneOnWith() {
    // given: cut off while it prepared; two plain runs then finished it and took the Jobs away
    var world = world(true);
    var at = callsUntilPrepare();
    world.killAt = at;
    assertThatThrownBy(() -> world.machine().forward()).isInstanceOf(RestoreWorld.Killed.class);
    world.revived();
    for (var run = 1; run <= 2; run++) {
      world.stack.startUp();
      world.stack.awaitUp();
    }
    // when
    var end = world.machine().forward();
    // then
    assertThat(end.outcome()).isEqualTo(Outcome.DONE);
    assertRestored(world);
  }

  /** The call after which the stack file names the restore. */
  private static int callsUntilPrepare() {
    for (var at = 1; ; at++) {
      var world = world(true);
      world.killAt = at;
      try {
        world.machine().forward();
      } catch (RestoreWorld.Killed killed) {
        if (!world.stack.keys.recovered().isEmpty()) {
          return at;
        }
      }
    }
  }

  @Test
  void withoutGreptimeTheReleaseIsRestoredAndTheAbsenceOfAFenceIsTold() {
    // given
    var world = world(true, Optional.empty());
    world.hasGreptime = false;
    // when
    var end = world.machine().forward();
    // then
    assertThat(end.outcome()).isEqualTo(Outcome.DONE);
    assertThat(world.stack.keys.active()).isEqualTo("etcd-recover");
    assertThat(world.told).anyMatch(line -> line.contains("no GreptimeDB is configured"));
  }

  @Test
  void fewerKeysThanTheSnapshotHasAreNotCutOverTo() {
    // given
    var world = world(true);
    world.releases.lostKeys = 1;
    // when
    assertThatThrownBy(() -> world.machine().forward())
        // then
        .isInstanceOf(StepFailed.class)
        .hasMessageContaining("fewer than the");
    assertThat(world.greptime.endpoints).containsExactly(OLD);
  }

  private static void assertRestored(RestoreWorld world) {
    assertThat(world.preparation.job).as("a Job in nobody's state").isEmpty();
    assertThat(world.violations).isEmpty();
    assertThat(world.greptime.endpoints).containsExactly(NEW);
    assertThat(world.greptime.replicas).isEqualTo(1);
    assertThat(world.stack.keys.active()).isEqualTo("etcd-recover");
    assertThat(world.releases.startsFromSnapshot).isFalse();
    var restored = world.etcd.get("etcd-recover");
    assertThat(restored.numbers).containsAll(world.acknowledged);
    assertThat(restored.maintenance).isFalse();
    assertThat(restored.paused).isFalse();
    assertThat(world.isScheduled).as("snapshots are scheduled again").isTrue();
  }

  private static void assertRolledBack(RestoreWorld world) {
    assertThat(world.preparation.job).as("a Job in nobody's state").isEmpty();
    assertThat(world.isScheduled).as("snapshots are scheduled again").isTrue();
    assertThat(world.greptime.endpoints).containsExactly(OLD);
    assertThat(world.greptime.replicas).isEqualTo(1);
    assertThat(world.stack.keys).isEqualTo(new FakeStack.Keys("", "etcd"));
    assertThat(world.releases.exists).isFalse();
    if (world.written.contains("etcd-recover")) {
      assertThat(world.releases.claims).as("what Metasrv wrote is kept").isNotEmpty();
    } else if (world.saved.get().fact(Fact.NEW_RELEASE_USED).isEmpty()) {
      assertThat(world.releases.claims).as("copies of the snapshot are removed").isEmpty();
    }
    assertThat(world.etcd.get("etcd").maintenance).isFalse();
    assertThat(world.etcd.get("etcd").paused).isFalse();
  }

  private static int callsOfAWholeRun() {
    var world = world(true);
    world.machine().forward();
    assertThat(world.calls).isGreaterThan(60);
    return world.calls;
  }

  private static RestoreWorld killed(int at, boolean runsOutliveKills) {
    var world = world(true);
    world.runsOutliveKills = runsOutliveKills;
    world.killAt = at;
    assertThatThrownBy(() -> world.machine().forward())
        .as("killed at call %d", at)
        .isInstanceOf(RestoreWorld.Killed.class);
    return world.revived();
  }

  private static RestoreWorld world(boolean latest) {
    return world(
        latest, Optional.of(new RestorePlan.GreptimeFacts("default", "greptimedb", "0.15.5")));
  }

  private static RestoreWorld world(boolean latest, Optional<RestorePlan.GreptimeFacts> greptime) {
    var world = new RestoreWorld();
    var older =
        new SnapshotFacts(
            "db-2026-01-01_00-00",
            Instant.parse("2026-01-01T00:00:00Z"),
            1000,
            OptionalLong.of(40),
            OptionalLong.of(0));
    world.snapshots.put(older.name(), world.etcd.get("etcd").copy());
    var plan =
        new RestorePlan(
            RestoreWorld.NAMESPACE,
            "etcd",
            "etcd-recover",
            3,
            latest,
            Optional.of(older),
            greptime);
    world.saved.set(
        new RestoreProgress(
            "20260102-030405", plan, Outcome.RUNNING, java.util.List.of(), Map.of()));
    return world;
  }
}

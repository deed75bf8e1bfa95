package greptimedb.etcd.ops.restore;

import static greptimedb.etcd.ops.restore.RestoreScenario.NEW;
import static greptimedb.etcd.ops.restore.RestoreScenario.OLD;
import static greptimedb.etcd.ops.restore.RestoreScenario.assertRestored;
import static greptimedb.etcd.ops.restore.RestoreScenario.assertRolledBack;
import static greptimedb.etcd.ops.restore.RestoreScenario.world;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greptimedb.etcd.ops.restore.RestoreProgress.Outcome;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The sequence, in a world that is not always as it should be. */
class RestoreMachineTest {
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
}

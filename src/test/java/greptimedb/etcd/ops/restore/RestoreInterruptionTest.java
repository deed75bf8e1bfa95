package greptimedb.etcd.ops.restore;

import static greptimedb.etcd.ops.restore.RestoreScenario.assertRestored;
import static greptimedb.etcd.ops.restore.RestoreScenario.assertRolledBack;
import static greptimedb.etcd.ops.restore.RestoreScenario.world;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greptimedb.etcd.ops.restore.RestoreProgress.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sequence, cut off at each call that it makes to the world. */
class RestoreInterruptionTest {
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
}

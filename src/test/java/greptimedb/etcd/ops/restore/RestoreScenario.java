package greptimedb.etcd.ops.restore;

import static org.assertj.core.api.Assertions.assertThat;

import greptimedb.etcd.ops.restore.RestoreProgress.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** How a restore begins, and what its two good ends look like. */
final class RestoreScenario {
  static final String OLD = "etcd.etcd-cluster.svc.cluster.local:2379";
  static final String NEW = "etcd-recover.etcd-cluster.svc.cluster.local:2379";

  private RestoreScenario() {}

  /** A world in which a restore of the latest state, or of an older snapshot, was begun. */
  static RestoreWorld world(boolean latest) {
    return world(
        latest, Optional.of(new RestorePlan.GreptimeFacts("default", "greptimedb", "0.15.5")));
  }

  static RestoreWorld world(boolean latest, Optional<RestorePlan.GreptimeFacts> greptime) {
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
        new RestoreProgress("20260102-030405", plan, Outcome.RUNNING, List.of(), Map.of()));
    return world;
  }

  static void assertRestored(RestoreWorld world) {
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

  static void assertRolledBack(RestoreWorld world) {
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
}

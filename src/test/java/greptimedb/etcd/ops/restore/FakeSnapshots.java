package greptimedb.etcd.ops.restore;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/** Snapshots of the old release, and the schedule by which they are taken. */
final class FakeSnapshots implements SnapshotPort {
  private final RestoreWorld world;

  FakeSnapshots(RestoreWorld world) {
    this.world = world;
  }

  @Override
  public SnapshotFacts takeFinal() {
    world.call();
    if (world.finalSnapshotFails) {
      throw new StepFailed("no member can be read from");
    }
    if (world.hasGreptime && !world.greptime.remaining().isEmpty()) {
      world.violations.add("the final snapshot was taken while Metasrv was running");
    }
    if (world.isScheduled) {
      world.violations.add("a scheduled snapshot may remove the one that is restored");
    }
    var etcd = world.etcd.get("etcd");
    var name = "db-2026-01-02_03-%02d".formatted(10 + world.snapshots.size());
    world.snapshots.put(name, etcd.copy());
    world.call();
    var keys = OptionalLong.of(etcd.numbers.size());
    return new SnapshotFacts(name, world.now(), 1000, OptionalLong.of(51), keys);
  }

  @Override
  public boolean isScheduled() {
    world.call();
    return world.isScheduled;
  }

  @Override
  public void schedule(boolean on) {
    world.call();
    world.isScheduled = on;
    world.call();
  }

  @Override
  public List<String> running() {
    world.call();
    return world.now().isBefore(world.snapshotRunsUntil) ? List.of("Job db-1 runs") : List.of();
  }

  @Override
  public Duration deadline() {
    return world.snapshotDeadline;
  }
}

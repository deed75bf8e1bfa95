package greptimedb.etcd.ops.restore;

import java.util.Optional;
import java.util.OptionalLong;

/** Keeps its switches in the etcd that it runs on. */
final class FakeMetasrv implements MetasrvPort {
  private final RestoreWorld world;
  Calls calls = Calls.KNOWN;

  FakeMetasrv(RestoreWorld world) {
    this.world = world;
  }

  private RestoreWorld.Etcd etcd() {
    return world.etcd.get(world.greptime.releaseOfPods());
  }

  @Override
  public Calls calls() {
    world.call();
    return world.greptime.running() ? calls : Calls.AWAY;
  }

  @Override
  public Switches switches() {
    world.call();
    return new Switches(etcd().maintenance, etcd().paused);
  }

  @Override
  public void maintenance(boolean on) {
    world.call();
    etcd().maintenance = on;
    world.call();
  }

  @Override
  public void pause(boolean on) {
    world.call();
    etcd().paused = on;
    world.call();
  }

  @Override
  public void recovery(boolean on) {
    world.call();
    etcd().recovery = on;
    world.call();
  }

  @Override
  public OptionalLong nextTableId() {
    world.call();
    return OptionalLong.of(etcd().nextTableId);
  }

  @Override
  public void nextTableId(long id) {
    world.call();
    if (!etcd().recovery) {
      throw new StepFailed("only in recovery mode");
    }
    etcd().nextTableId = id;
    world.call();
  }

  @Override
  public Optional<String> leader() {
    world.call();
    return world.greptime.running() ? Optional.of("10.0.0.1:3002") : Optional.empty();
  }
}

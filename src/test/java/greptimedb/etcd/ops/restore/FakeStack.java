package greptimedb.etcd.ops.restore;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A stack whose `pulumi up` goes on by one phase at each look. */
final class FakeStack implements StackPort {
  /**
   * The keys of the stack file.
   *
   * @param recovered release/snapshot, empty while restore is off
   */
  record Keys(String recovered, String active) {
    static Keys of(String text) {
      var parts = text.split("\\|", -1);
      return new Keys(parts[0], parts[1]);
    }

    String text() {
      return recovered + "|" + active;
    }
  }

  private final RestoreWorld world;
  Keys keys = new Keys("", "etcd");
  private Keys ofRun = keys;
  private boolean patchDue;
  private String deployedActive = "etcd";
  private boolean running;
  boolean orphan;
  private boolean fresh;

  FakeStack(RestoreWorld world) {
    this.world = world;
  }

  /** The run dies with the process that had started it, or goes on alone; what it did stays. */
  void killed() {
    orphan = running && world.runsOutliveKills;
    running = false;
    fresh = false;
  }

  /** A run that nobody waits for. */
  void orphanGoesOn() {
    if (orphan) {
      orphan = phase();
    }
  }

  /** What a run does was decided when it began, as the program looks at everything first. */
  private boolean phase() {
    var moves = ofRun.recovered().startsWith(ofRun.active() + "/");
    if (!moves && patched()) {
      return true;
    }
    if (!ofRun.recovered().isEmpty()) {
      var parts = ofRun.recovered().split("/", 2);
      if (world.releases.advance(parts[0], parts[1])) {
        return true;
      }
    } else if (world.releases.isInState) {
      if (deployedActive.equals(FakeReleases.RECOVERED)) {
        throw new StepFailed("this configuration would uninstall the active release");
      }
      world.releases.remove();
      return true;
    }
    if (patched()) {
      return true;
    }
    world.releases.runEnded();
    deployedActive = ofRun.active();
    return false;
  }

  private boolean patched() {
    var due = patchDue;
    if (due) {
      patchDue = false;
      world.greptime.point(endpoint());
    }
    return due;
  }

  private String endpoint() {
    return ofRun.active() + ".etcd-cluster.svc.cluster.local:2379";
  }

  @Override
  public void free() {
    world.call();
    while (orphan) {
      world.call();
    }
  }

  @Override
  public boolean isRestored(String release, String snapshot) {
    world.call();
    return world.releases.isRestored(release, snapshot);
  }

  @Override
  public String settings() {
    world.call();
    return keys.text();
  }

  @Override
  public boolean recovers(String release, String snapshot) {
    world.call();
    return keys.recovered().equals(release + "/" + snapshot);
  }

  @Override
  public void recover(String release, String snapshot, boolean maintenance) {
    change(new Keys(release + "/" + snapshot, keys.active()));
  }

  @Override
  public String active() {
    world.call();
    return keys.active();
  }

  @Override
  public Optional<String> deployedActive() {
    world.call();
    return Optional.of(deployedActive);
  }

  @Override
  public void activate(String release) {
    change(new Keys(keys.recovered(), release));
  }

  @Override
  public void reset(String settings) {
    change(Keys.of(settings));
  }

  private void change(Keys changed) {
    world.call();
    keys = changed;
    fresh = false;
    world.call();
  }

  @Override
  public void startUp() {
    world.call();
    if (running && fresh) {
      return;
    }
    awaitUp();
    if (orphan) {
      world.violations.add("two runs at once");
    }
    world.releases.newRun();
    ofRun = keys;
    patchDue = world.hasGreptime && !world.greptime.endpoints.contains(endpoint());
    running = true;
    fresh = true;
  }

  @Override
  public void ensureUp() {
    if (!fresh) {
      startUp();
    }
  }

  @Override
  public void awaitDuringUp(Supplier<Boolean> condition, Supplier<List<String>> missing) {
    while (!condition.get()) {
      if (!running) {
        throw new StepFailed("pulumi up has ended, but still: " + missing.get());
      }
      step();
    }
  }

  @Override
  public void awaitUp() {
    while (running) {
      step();
    }
  }

  private void step() {
    world.call();
    running = phase();
  }
}

package greptimedb.etcd.ops.restore;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One release that starts from a snapshot: prepared, started, verified, and later settled. */
final class FakeReleases implements ReleasePort {
  static final String RECOVERED = "etcd-recover";
  private final RestoreWorld world;
  private String prepared = "";
  private boolean hasJobs;
  private boolean isFinished;
  boolean exists;
  boolean isInState;
  boolean startsFromSnapshot;
  private boolean wasHealthyBefore;
  private Optional<Verified> verified = Optional.empty();
  final List<String> claims = new ArrayList<>();
  long lostKeys;

  FakeReleases(RestoreWorld world) {
    this.world = world;
  }

  /** As the program does it: what an earlier run finished no longer needs snapshot and Jobs. */
  void newRun() {
    wasHealthyBefore = isFinished;
  }

  /** Only then are the stack's outputs written. */
  void runEnded() {
    isFinished = verified.isPresent();
  }

  boolean isRestored(String release, String snapshot) {
    return isFinished && prepared.equals(snapshot) && release.equals(RECOVERED);
  }

  /** One phase of a run; whether anything was left to do. */
  boolean advance(String release, String snapshot) {
    if (!prepared.equals(snapshot)) {
      prepared = snapshot;
      hasJobs = true;
      world.preparation.isNoLeftover();
    } else if (!exists) {
      exists = true;
      startsFromSnapshot = true;
      claims.add("data-etcd-recover-0");
      var data = world.snapshots.get(snapshot).copy();
      data.maintenance = true;
      data.paused = true;
      world.etcd.put(release, data);
    } else if (!isInState) {
      isInState = true;
    } else if (verified.isEmpty()) {
      var keys = world.etcd.get(release).numbers.size();
      verified = Optional.of(new Verified(keys - lostKeys, 1_000_000_051));
    } else if (startsFromSnapshot && wasHealthyBefore) {
      startsFromSnapshot = false;
      hasJobs = false;
    } else {
      return false;
    }
    return true;
  }

  void remove() {
    exists = false;
    isInState = false;
    hasJobs = false;
    isFinished = false;
    prepared = "";
    verified = Optional.empty();
    world.etcd.remove(RECOVERED);
  }

  @Override
  public boolean isPrepared(String release, String snapshot) {
    world.call();
    return hasJobs && prepared.equals(snapshot);
  }

  @Override
  public int readyMembers(String release) {
    world.call();
    return exists ? 3 : 0;
  }

  @Override
  public List<String> troubles(String release) {
    return List.of();
  }

  @Override
  public Optional<Verified> verified(String release, String snapshot) {
    world.call();
    return hasJobs && prepared.equals(snapshot) ? verified : Optional.empty();
  }

  @Override
  public boolean startsFromSnapshot(String release) {
    world.call();
    return startsFromSnapshot;
  }

  @Override
  public void removeLeftovers(String release) {
    world.call();
    if (isInState) {
      world.violations.add("a release was taken away that the state has");
    }
    exists = false;
    world.etcd.remove(RECOVERED);
    world.preparation.isNoLeftover();
    world.call();
  }

  @Override
  public List<String> claims(String release) {
    world.call();
    return List.copyOf(claims);
  }

  @Override
  public void deleteClaims(String release) {
    world.call();
    claims.clear();
    world.call();
  }
}

package greptimedb.etcd.ops.restore;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A small world with two etcd clusters, a GreptimeDB that writes numbers, a stack file and time. It
 * can be cut off at any call, as a SIGKILL would, and can lose its API server; and it notices what
 * must never happen.
 */
final class RestoreWorld {
  static final String NAMESPACE = "etcd-cluster";

  /** What a SIGKILL is to a test. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1;
  }

  /** The data of one etcd cluster. */
  static final class Etcd {
    boolean maintenance;
    boolean paused;
    boolean recovery;
    long nextTableId = 1024;
    final TreeSet<Integer> numbers = new TreeSet<>();

    Etcd copy() {
      var copy = new Etcd();
      copy.maintenance = maintenance;
      copy.paused = paused;
      copy.nextTableId = nextTableId;
      copy.numbers.addAll(numbers);
      return copy;
    }
  }

  final Map<String, Etcd> etcd = new HashMap<>(Map.of("etcd", new Etcd()));
  final Map<String, Etcd> snapshots = new HashMap<>();
  final List<String> violations = new ArrayList<>();
  final List<String> told = new ArrayList<>();
  final TreeSet<Integer> acknowledged = new TreeSet<>();
  final Set<String> written = new HashSet<>();
  final FakeGreptime greptime = new FakeGreptime(this);
  final FakeMetasrv metasrv = new FakeMetasrv(this);
  final FakeStack stack = new FakeStack(this);
  final FakePreparation preparation = new FakePreparation(this);
  final FakeReleases releases = new FakeReleases(this);
  final AtomicReference<RestoreProgress> saved = new AtomicReference<>();
  boolean hasGreptime = true;
  boolean finalSnapshotFails;
  boolean runsOutliveKills;
  boolean isScheduled = true;
  Instant snapshotRunsUntil = Instant.MIN;
  Duration snapshotDeadline = Duration.ofMinutes(10);
  int calls;
  int killAt = -1;
  int awayFrom = -1;
  int awayFor;
  private Instant now = Instant.parse("2026-01-02T03:04:05Z");
  private int number;

  /** Every call of a port comes by here, before its effect and, where it has one, after it. */
  void call() {
    calls++;
    if (calls == killAt) {
      stack.killed();
      throw new Killed();
    }
    if (awayFrom >= 0 && calls >= awayFrom && calls < awayFrom + awayFor) {
      throw new ClusterAway("connection refused", new java.io.IOException());
    }
    stack.orphanGoesOn();
    metasrvWrites();
  }

  /** Every Metasrv pod that runs writes to the etcd that it was started with. */
  private void metasrvWrites() {
    if (!hasGreptime || !greptime.running()) {
      return;
    }
    var target = greptime.releaseOfPods();
    if (etcd.containsKey(target)) {
      number++;
      etcd.get(target).numbers.add(number);
      written.add(target);
      acknowledged.add(number);
    }
  }

  Instant now() {
    return now;
  }

  Ports ports() {
    return new Ports(
        greptime,
        metasrv,
        new FakeSnapshots(this),
        preparation,
        stack,
        releases,
        progress -> {
          call();
          saved.set(progress);
          call();
        },
        new Pace() {
          @Override
          public Instant now() {
            return now;
          }

          @Override
          public void pause(Duration time) {
            now = now.plus(time);
            greptime.turn();
            call();
          }
        },
        new RecordingLog(told));
  }

  /** Brings the world back after a kill: a new process, nothing in its memory. */
  RestoreWorld revived() {
    killAt = -1;
    return this;
  }

  /** A restore as it was saved last. */
  RestoreMachine machine() {
    return new RestoreMachine(saved.get(), ports());
  }
}

package greptimedb.etcd.ops.restore;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A restore that is being worked on: its progress, saved at each change, and its ports. */
final class Session {
  private static final Duration LOOK = Duration.ofMillis(300);
  private static final Duration TELL = Duration.ofSeconds(10);

  private final Ports ports;
  private RestoreProgress progress;

  Session(RestoreProgress progress, Ports ports) {
    this.progress = progress;
    this.ports = ports;
  }

  Ports ports() {
    return ports;
  }

  RestoreProgress progress() {
    return progress;
  }

  RestorePlan plan() {
    return progress.plan();
  }

  Instant now() {
    return ports.pace().now();
  }

  void say(String text) {
    ports.log().say(text);
  }

  void save(RestoreProgress changed) {
    ports.progress().save(changed);
    progress = changed;
  }

  Optional<String> fact(Fact fact) {
    return progress.fact(fact);
  }

  boolean knows(Fact fact) {
    return fact(fact).isPresent();
  }

  /** The file that is restored; the final snapshot must have been taken where it is that one. */
  String snapshotName() {
    return plan().latest()
        ? fact(Fact.FINAL_SNAPSHOT).orElseThrow()
        : plan().snapshot().orElseThrow().name();
  }

  /** Writes facts down in one go; what is known already stays as it was first seen. */
  void note(Map<Fact, String> facts) {
    var changed = progress;
    for (var fact : facts.entrySet()) {
      if (!knows(fact.getKey())) {
        changed = changed.with(fact.getKey(), fact.getValue());
      }
    }
    if (!changed.equals(progress)) {
      save(changed);
    }
  }

  void note(Fact fact, String value) {
    note(Map.of(fact, value));
  }

  /**
   * Waits until nothing is missing, and tells now and then what still is.
   *
   * @throws StepFailed when something is missing after {@code limit}
   */
  void await(String what, Duration limit, Supplier<List<String>> missing) {
    var begin = now();
    var told = begin;
    for (var left = missing.get(); !left.isEmpty(); left = missing.get()) {
      var now = now();
      var waited = Duration.between(begin, now);
      if (waited.compareTo(limit) > 0) {
        throw new StepFailed(
            "%s: not after %d s: %s".formatted(what, waited.toSeconds(), String.join("; ", left)));
      }
      if (Duration.between(told, now).compareTo(TELL) >= 0) {
        say(
            "waiting for %s, %d s: %s"
                .formatted(what, waited.toSeconds(), String.join("; ", left)));
        told = now;
      }
      ports.pace().pause(LOOK);
    }
  }
}

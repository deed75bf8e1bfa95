package greptimedb.etcd.ops.restore;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far a restore has come. It never changes; each change is a new one.
 *
 * @param id of this restore: the time it was started, {@code 20260102-030405}
 * @param plan what it does
 * @param outcome whether it is still going on
 * @param done the steps that ended, in order
 * @param facts what has to be remembered
 */
public record RestoreProgress(
    String id, RestorePlan plan, Outcome outcome, List<StepDone> done, Map<Fact, String> facts) {

  /** Where a restore stands. */
  public enum Outcome {
    /** On its way to the new release. */
    RUNNING,
    /** On its way back to the old one. */
    ROLLING_BACK,
    /** GreptimeDB uses the new release. */
    DONE,
    /** GreptimeDB uses the old release again. */
    ROLLED_BACK;

    /** Whether it has to be resumed or rolled back before another one can start. */
    public boolean isOpen() {
      return this == RUNNING || this == ROLLING_BACK;
    }
  }

  /**
   * A step that ended.
   *
   * @param name which
   * @param started when its last run began
   * @param ended when
   */
  public record StepDone(StepName name, Instant started, Instant ended) {}

  /** Copies what it is given. */
  public RestoreProgress {
    done = List.copyOf(done);
    facts = Map.copyOf(facts);
  }

  /** A restore that has not begun. */
  public static RestoreProgress of(String id, RestorePlan plan) {
    return new RestoreProgress(id, plan, Outcome.RUNNING, List.of(), Map.of());
  }

  /** Whether a step has ended. */
  public boolean has(StepName step) {
    return done.stream().anyMatch(ended -> ended.name() == step);
  }

  /** What was remembered. */
  public Optional<String> fact(Fact fact) {
    return Optional.ofNullable(facts.get(fact));
  }

  /** With a step that has ended. */
  public RestoreProgress with(StepDone step) {
    var steps = new ArrayList<>(done);
    steps.removeIf(ended -> ended.name() == step.name());
    steps.add(step);
    return new RestoreProgress(id, plan, outcome, steps, facts);
  }

  /** With something remembered. */
  public RestoreProgress with(Fact fact, String value) {
    var more = new EnumMap<Fact, String>(Fact.class);
    more.putAll(facts);
    more.put(fact, value);
    return new RestoreProgress(id, plan, outcome, done, more);
  }

  /** With another outcome. */
  public RestoreProgress with(Outcome changed) {
    return new RestoreProgress(id, plan, changed, done, facts);
  }
}

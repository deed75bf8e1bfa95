package greptimedb.etcd.ops.restore;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The stack file and {@code pulumi up} on it. */
public interface StackPort {
  /**
   * Waits for a run that an earlier, killed restore has left, and clears away what it leaves; at
   * once for a restore that begins.
   */
  void free();

  /**
   * Whether the stack's outputs say that this release was restored from this snapshot and that its
   * members agreed: from then on a run takes the Jobs away that showed it.
   */
  boolean isRestored(String release, String snapshot);

  /**
   * The keys that a restore changes, as they are: one JSON object; a key that is left out is
   * absent.
   */
  String settings();

  /** Whether they name this restore: {@code restore} switched on with this release and snapshot. */
  boolean recovers(String release, String snapshot);

  /**
   * Switches {@code restore} on with this release and snapshot.
   *
   * @param maintenance whether GreptimeDB starts on it in maintenance mode, with procedures paused
   */
  void recover(String release, String snapshot, boolean maintenance);

  /** The release that {@code active} names. */
  String active();

  /** The release that the last finished run made the active one; empty before the first. */
  Optional<String> deployedActive();

  /** Sets {@code active}. */
  void activate(String release);

  /** Brings the keys back to what {@link #settings()} gave. */
  void reset(String settings);

  /**
   * Starts {@code pulumi up}, unless this process has one running that knows the settings as they
   * are. One that began before they were changed is waited for.
   *
   * @throws StepFailed when that one ended in an error
   */
  void startUp();

  /**
   * Like {@link #startUp()}, unless one of this process has ended well since the settings were last
   * changed.
   */
  void ensureUp();

  /**
   * Waits until a condition holds or the run has ended.
   *
   * @param condition what is waited for; it is asked about twice a second
   * @param missing what is missing until then, told now and then
   * @throws StepFailed when the run ended in an error
   */
  void awaitDuringUp(Supplier<Boolean> condition, Supplier<List<String>> missing);

  /**
   * Waits for the run's end, if one runs.
   *
   * @throws StepFailed when it ended in an error
   */
  void awaitUp();
}

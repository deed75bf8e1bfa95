package greptimedb.etcd.ops.restore;

import java.time.Duration;
import java.util.List;

/** Snapshots on the backup volume. */
public interface SnapshotPort {
  /**
   * Takes a snapshot of the release in use, verified, and removes no older one.
   *
   * @throws StepFailed when it cannot be taken
   */
  SnapshotFacts takeFinal();

  /** Whether snapshots are taken by schedule. */
  boolean isScheduled();

  /**
   * Suspends the schedule, or lets it run again. A snapshot of a cluster that is being left would
   * push a better one out of retention, perhaps the very one that is restored.
   */
  void schedule(boolean on);

  /** The scheduled snapshots that are being taken right now. */
  List<String> running();

  /** How long a scheduled snapshot may take: {@code backup.deadline}, which ends its Job. */
  Duration deadline();
}

package greptimedb.etcd.ops.restore;

/** Snapshots on the backup volume. */
public interface SnapshotPort {
  /**
   * Takes a snapshot of the release in use, verified, and removes no older one.
   *
   * @throws StepFailed when it cannot be taken
   */
  SnapshotFacts takeFinal();
}

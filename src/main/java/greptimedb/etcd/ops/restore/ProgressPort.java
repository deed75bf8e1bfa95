package greptimedb.etcd.ops.restore;

/** Where the progress is kept. */
public interface ProgressPort {
  /**
   * Writes it down.
   *
   * @throws greptimedb.etcd.ops.console.OpsException when somebody else holds the restore by now
   */
  void save(RestoreProgress progress);
}

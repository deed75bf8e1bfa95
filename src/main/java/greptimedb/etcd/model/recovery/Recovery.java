package greptimedb.etcd.model.recovery;

import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.config.backup.BackupConfiguration;
import greptimedb.etcd.config.restore.RestoreConfiguration;
import greptimedb.etcd.config.restore.Restored;
import greptimedb.etcd.model.cluster.HelmValues;
import java.util.Map;

/**
 * A restore that is to be done: everything that can be said of it before.
 *
 * @param configuration of the stack
 * @param restore its block
 * @param backup where the snapshots are
 * @param preparedSnapshot name of the file that the release starts from
 * @param storeKeyPrefix of GreptimeDB's keys; empty if there is none, or nobody knows
 */
public record Recovery(
    Configuration configuration,
    RestoreConfiguration restore,
    BackupConfiguration backup,
    String preparedSnapshot,
    String storeKeyPrefix) {

  /** The chart values of the release while it starts from the snapshot. */
  public Map<String, Object> values() {
    return HelmValues.starting(configuration, backup.storage().claim(), preparedSnapshot);
  }

  /** What is written down once the members agree. */
  public Restored outcome() {
    return new Restored(restore.release(), restore.snapshot(), preparedSnapshot);
  }
}

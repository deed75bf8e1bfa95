package greptimedb.etcd.model.recovery;

import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.config.backup.BackupConfiguration;
import greptimedb.etcd.config.restore.DeployedReleases;
import greptimedb.etcd.config.restore.RestoreConfiguration;
import greptimedb.etcd.config.restore.Restored;
import greptimedb.etcd.model.KubernetesObject;
import greptimedb.etcd.model.cluster.HelmValues;
import greptimedb.etcd.model.cluster.ReleaseNames;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

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

  /**
   * The restore that is to be done; empty if there is none, or if an earlier run finished it.
   *
   * @param deployed what the stack had before
   * @param firstRun when the restore was first asked for
   */
  public static Optional<Recovery> wanted(
      Configuration configuration,
      DeployedReleases deployed,
      String storeKeyPrefix,
      Function<RestoreConfiguration, Instant> firstRun) {
    return configuration
        .restore()
        .filter(restore -> deployed.restored(restore.release()).isEmpty())
        .flatMap(
            restore ->
                configuration
                    .backup()
                    .map(
                        backup ->
                            new Recovery(
                                configuration,
                                restore,
                                backup,
                                PreparedName.of(restore, storeKeyPrefix, firstRun.apply(restore)),
                                storeKeyPrefix)));
  }

  /** How the release that is restored and what belongs to it is called. */
  ReleaseNames names() {
    return ReleaseNames.of(configuration.cluster(), restore.release());
  }

  /** The chart values of the release while it starts from the snapshot. */
  public Map<String, Object> values() {
    return HelmValues.starting(configuration, backup.storage().claim(), preparedSnapshot);
  }

  /** The Jobs before and after the release's start, each behind its NetworkPolicy. */
  public List<KubernetesObject> objects() {
    return List.of(
        Preparation.networkPolicy(this),
        Preparation.desired(this),
        Verification.networkPolicy(this),
        Verification.desired(this));
  }

  /** What is written down once the members agree. */
  public Restored outcome() {
    return new Restored(restore.release(), restore.snapshot(), preparedSnapshot);
  }
}

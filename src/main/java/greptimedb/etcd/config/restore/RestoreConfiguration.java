package greptimedb.etcd.config.restore;

/**
 * The block {@code restore}, where it is enabled.
 *
 * @param release the Helm release that starts from the snapshot
 * @param snapshot file name on the backup volume, or {@code latest}
 * @param maintenance whether GreptimeDB starts on the restored data in maintenance mode, with
 *     procedures paused
 */
public record RestoreConfiguration(String release, String snapshot, boolean maintenance) {
  /** The newest snapshot on the volume. */
  public static final String LATEST = "latest";
}

package greptimedb.etcd.config.restore;

/**
 * The block {@code restore}, where it is enabled.
 *
 * @param release the Helm release that starts from the snapshot
 * @param snapshot file name on the backup volume, or {@code latest}
 */
public record RestoreConfiguration(String release, String snapshot) {}

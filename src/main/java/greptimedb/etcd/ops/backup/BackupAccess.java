package greptimedb.etcd.ops.backup;

import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.config.backup.BackupConfiguration;
import greptimedb.etcd.ops.console.OpsException;
import greptimedb.etcd.ops.stack.Pulumi;
import greptimedb.etcd.ops.stack.StackConfiguration;
import greptimedb.etcd.ops.stack.StackOptions;

/**
 * The stack that a command on snapshots works on.
 *
 * @param configuration of the stack
 * @param backup its block {@code backup}
 */
record BackupAccess(Configuration configuration, BackupConfiguration backup) {

  /**
   * Reads the stack's configuration.
   *
   * @throws OpsException if it has no backup
   */
  static BackupAccess of(StackOptions options) {
    var pulumi = new Pulumi(options.project().folder(), options.stack());
    var configuration = StackConfiguration.of(pulumi.configuration());
    return new BackupAccess(
        configuration,
        configuration
            .backup()
            .orElseThrow(
                () ->
                    OpsException.unreadable(
                        "stack %s has no backup; set backup.enabled: true and run pulumi up"
                            .formatted(options.stack()))));
  }

  String namespace() {
    return configuration.cluster().namespace();
  }
}

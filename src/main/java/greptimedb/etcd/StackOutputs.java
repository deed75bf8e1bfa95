package greptimedb.etcd;

import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.config.backup.BackupConfiguration;
import greptimedb.etcd.model.backup.Snapshotter;
import greptimedb.etcd.model.cluster.ReleaseNames;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The stack's outputs: a contract with other programs, whose version goes up when an output changes
 * its meaning.
 */
final class StackOutputs {
  private static final int CONTRACT_VERSION = 1;

  private StackOutputs() {}

  static Map<String, Object> of(Configuration configuration) {
    var cluster = configuration.cluster();
    var names = new ReleaseNames(cluster.namespace(), cluster.release(), cluster.replicas());
    var outputs = new LinkedHashMap<String, Object>();
    outputs.put("contractVersion", CONTRACT_VERSION);
    outputs.put("namespace", cluster.namespace());
    outputs.put("activeRelease", configuration.active());
    outputs.put("endpoint", names.endpoint());
    outputs.put("memberEndpoints", names.memberEndpoints());
    outputs.put(
        "releases", Map.of(cluster.release(), release(names, cluster.storage().size().text())));
    configuration
        .backup()
        .ifPresent(backup -> outputs.put("backup", backup(configuration, backup)));
    return outputs;
  }

  private static Map<String, Object> backup(
      Configuration configuration, BackupConfiguration backup) {
    return Map.of(
        "mode", backup.mode().text(),
        "claim", backup.storage().claim(),
        "schedule", backup.schedule().text(),
        "keep", backup.keep(),
        "cronJob", Snapshotter.cronJob(configuration, backup));
  }

  private static Map<String, Object> release(ReleaseNames names, String storageSize) {
    return Map.of(
        "endpoint", names.endpoint(),
        "memberEndpoints", names.memberEndpoints(),
        "storageSize", storageSize);
  }
}

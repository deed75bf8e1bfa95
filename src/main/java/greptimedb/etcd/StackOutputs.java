package greptimedb.etcd;

import com.pulumi.core.Output;
import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.config.backup.BackupConfiguration;
import greptimedb.etcd.config.cluster.ClaimTemplates;
import greptimedb.etcd.config.cluster.ClusterConfiguration;
import greptimedb.etcd.config.defrag.DefragConfiguration;
import greptimedb.etcd.model.backup.Snapshotter;
import greptimedb.etcd.model.change.MemberCheck;
import greptimedb.etcd.model.cluster.ReleaseNames;
import greptimedb.etcd.model.defrag.Defragmenter;
import greptimedb.etcd.model.greptimedb.Cutover;
import greptimedb.etcd.model.monitoring.MonitoringOutputs;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The stack's outputs: a contract with other programs, whose version goes up when an output changes
 * its meaning.
 */
final class StackOutputs {
  private static final int CONTRACT_VERSION = 1;

  private StackOutputs() {}

  /**
   * The outputs.
   *
   * @param check of the members of the release in use before they are changed
   * @param recovery what becomes of the restore; empty if there is none
   * @param cutover the GreptimeDBCluster that follows; empty if none does
   */
  static Map<String, Object> of(
      Configuration configuration,
      MemberCheck check,
      Optional<Output<Object>> recovery,
      Optional<Cutover> cutover) {
    var cluster = configuration.cluster();
    var names = ReleaseNames.of(cluster, configuration.active());
    var outputs = new LinkedHashMap<String, Object>();
    outputs.put("contractVersion", CONTRACT_VERSION);
    outputs.put("namespace", cluster.namespace());
    outputs.put("createNamespace", cluster.createNamespace());
    outputs.put("activeRelease", configuration.active());
    outputs.put("endpoint", names.endpoint());
    outputs.put("memberEndpoints", names.memberEndpoints());
    outputs.put("releases", releases(configuration, check));
    configuration
        .backup()
        .ifPresent(backup -> outputs.put("backup", backup(configuration, backup)));
    configuration
        .monitoring()
        .ifPresent(
            monitoring ->
                outputs.put("monitoring", MonitoringOutputs.of(configuration, monitoring)));
    configuration
        .defrag()
        .ifPresent(defrag -> outputs.put("defrag", defrag(configuration, defrag)));
    recovery.ifPresent(outcome -> outputs.put("restore", outcome));
    cutover.ifPresent(plan -> outputs.put("greptimedb", greptimedb(plan)));
    return outputs;
  }

  private static Map<String, Object> greptimedb(Cutover cutover) {
    return Map.of(
        "namespace", cutover.greptimedb().namespace(),
        "name", cutover.greptimedb().name(),
        "field", cutover.field().text());
  }

  private static Map<String, Object> backup(
      Configuration configuration, BackupConfiguration backup) {
    return Map.of(
        "mode", backup.mode().text(),
        "claim", backup.storage().claim(),
        "schedule", backup.schedule().text(),
        "keep", backup.keep(),
        "storage", backup.storage().output(),
        "cronJob", Snapshotter.cronJob(configuration, backup));
  }

  private static Map<String, Object> defrag(
      Configuration configuration, DefragConfiguration defrag) {
    return Map.of(
        "mode", defrag.mode().text(),
        "schedule", defrag.schedule().text(),
        "cronJob", Defragmenter.cronJob(configuration, defrag));
  }

  private static Map<String, Object> releases(Configuration configuration, MemberCheck check) {
    var cluster = configuration.cluster();
    var releases = new LinkedHashMap<String, Object>();
    for (var release : configuration.releases()) {
      var block = new LinkedHashMap<>(release(ReleaseNames.of(cluster, release), cluster));
      block.put("fingerprint", MemberCheck.fingerprint(configuration, release));
      if (release.equals(configuration.active())) {
        check.id().ifPresent(id -> block.put("memberCheck", id));
      }
      releases.put(release, block);
    }
    return releases;
  }

  /** Size, class and fingerprint are what the next run compares: claims cannot change. */
  private static Map<String, Object> release(ReleaseNames names, ClusterConfiguration cluster) {
    return Map.of(
        "endpoint", names.endpoint(),
        "memberEndpoints", names.memberEndpoints(),
        "storageSize", cluster.storage().size().text(),
        "storageClass", cluster.storage().storageClass().orElse(""),
        "claimTemplates", ClaimTemplates.fingerprint(cluster.values()));
  }
}

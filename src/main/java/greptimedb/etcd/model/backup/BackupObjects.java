package greptimedb.etcd.model.backup;

import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.config.backup.BackupConfiguration;
import greptimedb.etcd.config.backup.BackupStorage;
import greptimedb.etcd.config.cluster.ClusterConfiguration;
import greptimedb.etcd.config.value.Mode;
import greptimedb.etcd.model.KubernetesObject;
import java.util.ArrayList;
import java.util.List;

/** The objects of the block backup, in the order in which they need each other. */
public final class BackupObjects {
  private BackupObjects() {}

  /** Volume and claim, as far as they are the program's to make. */
  public static List<KubernetesObject> storage(
      ClusterConfiguration cluster, BackupStorage storage) {
    if (storage instanceof BackupStorage.Nfs nfs) {
      return List.of(BackupVolume.desired(cluster, nfs), BackupClaim.desired(cluster, nfs));
    }
    if (storage instanceof BackupStorage.StorageClass storageClass) {
      return List.of(BackupClaim.desired(cluster, storageClass));
    }
    return List.of();
  }

  /** Who takes snapshots, unless the chart does, and who tries them. */
  public static List<KubernetesObject> jobs(
      Configuration configuration, BackupConfiguration backup) {
    var objects = new ArrayList<KubernetesObject>();
    if (backup.mode() == Mode.MANAGED) {
      objects.add(Snapshotter.networkPolicy(configuration));
      objects.add(Snapshotter.desired(configuration, backup));
    }
    backup
        .drill()
        .ifPresent(
            drill -> {
              objects.add(RestoreDrill.networkPolicy(configuration));
              objects.add(RestoreDrill.desired(configuration, backup, drill));
            });
    return objects;
  }
}

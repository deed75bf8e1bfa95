package greptimedb.etcd.model.backup;

import greptimedb.etcd.config.backup.BackupStorage;
import greptimedb.etcd.config.cluster.ClusterConfiguration;
import greptimedb.etcd.model.KubernetesObject;
import java.util.List;
import java.util.Map;

/** The PersistentVolume of an NFS folder. */
public final class BackupVolume {
  private BackupVolume() {}

  /** A volume's name is unique in the whole Kubernetes cluster, not only in its namespace. */
  static String name(ClusterConfiguration cluster) {
    return cluster.namespace() + "-" + BackupStorage.CLAIM;
  }

  /**
   * The volume, meant for the program's claim only. Retained, and of no storage class, so that no
   * provisioner takes it for its own.
   */
  public static KubernetesObject desired(ClusterConfiguration cluster, BackupStorage.Nfs nfs) {
    return KubernetesObject.withSpec(
        "v1",
        "PersistentVolume",
        Map.of("name", name(cluster)),
        Map.of(
            "capacity",
            Map.of("storage", nfs.size().text()),
            "accessModes",
            List.of("ReadWriteMany"),
            "persistentVolumeReclaimPolicy",
            "Retain",
            "storageClassName",
            "",
            "mountOptions",
            nfs.mountOptions(),
            "claimRef",
            Map.of(
                "apiVersion",
                "v1",
                "kind",
                "PersistentVolumeClaim",
                "namespace",
                cluster.namespace(),
                "name",
                nfs.claim()),
            "nfs",
            Map.of("server", nfs.server(), "path", nfs.path())));
  }
}

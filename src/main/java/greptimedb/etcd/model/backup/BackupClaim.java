package greptimedb.etcd.model.backup;

import greptimedb.etcd.config.backup.BackupStorage;
import greptimedb.etcd.config.cluster.ClusterConfiguration;
import greptimedb.etcd.config.value.Quantity;
import greptimedb.etcd.model.KubernetesObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The claim that snapshots are written to, where the program makes it. */
public final class BackupClaim {
  private BackupClaim() {}

  /** The claim of an NFS volume, bound to it by name. */
  public static KubernetesObject desired(ClusterConfiguration cluster, BackupStorage.Nfs nfs) {
    return claim(
        cluster,
        nfs.size(),
        Map.of("storageClassName", "", "volumeName", BackupVolume.name(cluster)));
  }

  /** The claim of a storage class. */
  public static KubernetesObject desired(
      ClusterConfiguration cluster, BackupStorage.StorageClass storageClass) {
    return claim(cluster, storageClass.size(), Map.of("storageClassName", storageClass.name()));
  }

  /** Written from several nodes: by jobs, and by every member in mode chart or at a restore. */
  private static KubernetesObject claim(
      ClusterConfiguration cluster, Quantity size, Map<String, Object> where) {
    var spec = new TreeMap<String, Object>(where);
    spec.put("accessModes", List.of("ReadWriteMany"));
    spec.put("resources", Map.of("requests", Map.of("storage", size.text())));
    return KubernetesObject.withSpec(
        "v1",
        "PersistentVolumeClaim",
        Map.of("name", BackupStorage.CLAIM, "namespace", cluster.namespace()),
        spec);
  }
}

package greptimedb.etcd.ops;

import java.util.Set;

/** The kinds that hold data, or take data with them: repair deletes none of them. */
final class DataKinds {
  private static final Set<String> KINDS =
      Set.of(
          "PersistentVolumeClaim",
          "PersistentVolume",
          "VolumeSnapshot",
          "VolumeSnapshotContent",
          "VolumeSnapshotClass",
          "StorageClass",
          "Secret",
          "Namespace",
          "CustomResourceDefinition");

  private DataKinds() {}

  static boolean holdsData(String kind) {
    return KINDS.contains(kind);
  }
}

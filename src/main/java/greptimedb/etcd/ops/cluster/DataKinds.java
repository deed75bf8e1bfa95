package greptimedb.etcd.ops.cluster;

import java.util.Set;

/** The kinds that hold data, or take data with them: repair deletes none of them. */
public final class DataKinds {
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

  /** Whether objects of this kind must stay, for example {@code PersistentVolumeClaim}. */
  public static boolean holdsData(String kind) {
    return KINDS.contains(kind);
  }
}

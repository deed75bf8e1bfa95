package greptimedb.etcd.ops.restore.live;

import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

/** How a restore changes single fields of objects that belong to others. */
final class Merging {
  /** The manager of those fields. */
  private static final String MANAGER = "greptimedb-etcd-ops";

  private Merging() {}

  /** A JSON merge patch under this command's name. */
  static PatchContext patch() {
    return new PatchContext.Builder()
        .withPatchType(PatchType.JSON_MERGE)
        .withFieldManager(MANAGER)
        .build();
  }
}

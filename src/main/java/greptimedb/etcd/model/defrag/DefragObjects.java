package greptimedb.etcd.model.defrag;

import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.config.defrag.DefragConfiguration;
import greptimedb.etcd.config.value.Mode;
import greptimedb.etcd.model.KubernetesObject;
import java.util.List;

/** The objects of the block defrag. */
public final class DefragObjects {
  private DefragObjects() {}

  /** Who defragments the members; none where the chart does. */
  public static List<KubernetesObject> of(Configuration configuration, DefragConfiguration defrag) {
    return defrag.mode() == Mode.MANAGED
        ? List.of(
            Defragmenter.networkPolicy(configuration), Defragmenter.desired(configuration, defrag))
        : List.of();
  }
}

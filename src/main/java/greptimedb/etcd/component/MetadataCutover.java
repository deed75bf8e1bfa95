package greptimedb.etcd.component;

import com.pulumi.kubernetes.Provider;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import greptimedb.etcd.kubernetes.GreptimeDBClusterPatch;
import greptimedb.etcd.model.greptimedb.Cutover;
import java.util.List;
import java.util.Map;

/** The GreptimeDBCluster's endpoints, patched to those of the active release. */
public final class MetadataCutover extends ComponentResource {
  private final Resource patch;

  /**
   * Declares the patch. On destroy, and when the block is switched off, the endpoints stay.
   *
   * @param cutover what is patched
   * @param after what has to be there first: the active release, ready
   * @param provider what every resource goes through
   */
  public MetadataCutover(Cutover cutover, List<Resource> after, Provider provider) {
    super(
        "greptimedb-etcd:component:MetadataCutover",
        cutover.greptimedb().name(),
        ComponentResourceOptions.builder().provider(provider).build());
    this.patch =
        new GreptimeDBClusterPatch(
            cutover.patch(),
            CustomResourceOptions.builder()
                .parent(this)
                .provider(provider)
                .dependsOn(after)
                .retainOnDelete(true)
                .build());
    registerOutputs(Map.of());
  }

  /** What waits for it begins when GreptimeDB has been patched, or needs no patch. */
  public Resource patch() {
    return patch;
  }
}

package greptimedb.etcd.kubernetes;

import com.pulumi.resources.CustomResource;
import com.pulumi.resources.CustomResourceOptions;
import greptimedb.etcd.model.KubernetesObject;

/**
 * A patch of a GreptimeDBCluster, by server-side apply. Its outputs are the whole live object and
 * belong into no output of a stack.
 */
public final class GreptimeDBClusterPatch extends CustomResource {
  /**
   * Declares the patch under the object's name.
   *
   * @param patch the fields to set, with the object's name and namespace
   * @param options with the provider; to keep the fields at the end, with {@code retainOnDelete}
   */
  public GreptimeDBClusterPatch(KubernetesObject patch, CustomResourceOptions options) {
    super(
        "kubernetes:greptime.io/v1alpha1:GreptimeDBClusterPatch",
        patch.name(),
        new ObjectArguments(patch),
        options);
  }
}

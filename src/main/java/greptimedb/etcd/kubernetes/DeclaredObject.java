package greptimedb.etcd.kubernetes;

import com.pulumi.resources.CustomResource;
import com.pulumi.resources.CustomResourceOptions;
import greptimedb.etcd.model.KubernetesObject;

/** A Kubernetes object of any kind that the provider knows or finds on the cluster. */
public class DeclaredObject extends CustomResource {
  /**
   * Declares the object under its own name.
   *
   * @param object as it is wanted
   * @param options with the provider
   */
  public DeclaredObject(KubernetesObject object, CustomResourceOptions options) {
    super(token(object), object.name(), new ObjectArguments(object), options);
  }

  /** The provider's name of the kind: {@code kubernetes:core/v1:ConfigMap} for the core group. */
  private static String token(KubernetesObject object) {
    var version = object.apiVersion();
    return "kubernetes:%s:%s"
        .formatted(version.contains("/") ? version : "core/" + version, object.kind());
  }
}

package greptimedb.etcd.component;

import com.pulumi.kubernetes.Provider;
import com.pulumi.kubernetes.ProviderArgs;
import com.pulumi.resources.CustomResourceOptions;

/**
 * The one provider that every resource goes through. Its plugin is pinned: the SDK would ask for
 * 4.0.0, which deletes the whole object when a patch of it is removed (pulumi-kubernetes#3023).
 */
public final class KubernetesProvider {
  /**
   * Version of the provider plugin. The files of the SDK that name it are overridden with the same
   * one.
   */
  public static final String PLUGIN_VERSION = "4.27.0";

  private KubernetesProvider() {}

  /**
   * Declares the provider; it uses the kubeconfig of the environment. The empty text says so:
   * without it the SDK would put the path in {@code KUBECONFIG} into the state, and another
   * engineer's path would be a change of the provider, which replaces what it made.
   */
  public static Provider declare() {
    return new Provider(
        "kubernetes",
        ProviderArgs.builder().kubeconfig("").build(),
        CustomResourceOptions.builder().version(PLUGIN_VERSION).build());
  }
}

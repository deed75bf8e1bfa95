package greptimedb.etcd.component;

import com.pulumi.kubernetes.Provider;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import greptimedb.etcd.kubernetes.DeclaredObject;
import greptimedb.etcd.model.KubernetesObject;
import java.util.List;
import java.util.Map;

/** The scripts that the program's jobs run, where there are such jobs. */
public final class JobScripts extends ComponentResource {
  private final List<Resource> resources;

  /**
   * Declares the scripts.
   *
   * @param scripts the ConfigMap that holds them
   * @param after what has to be there before: the namespace
   */
  public JobScripts(KubernetesObject scripts, Provider provider, List<Resource> after) {
    super(
        "greptimedb-etcd:component:JobScripts",
        "jobs",
        ComponentResourceOptions.builder().provider(provider).build());
    this.resources =
        List.of(
            new DeclaredObject(
                scripts,
                CustomResourceOptions.builder()
                    .parent(this)
                    .provider(provider)
                    .dependsOn(after)
                    .build()));
    registerOutputs(Map.of());
  }

  /** What has to be there before a job can run. */
  public List<Resource> resources() {
    return resources;
  }
}

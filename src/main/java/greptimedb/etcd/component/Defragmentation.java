package greptimedb.etcd.component;

import com.pulumi.kubernetes.Provider;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.config.defrag.DefragConfiguration;
import greptimedb.etcd.kubernetes.DeclaredObject;
import greptimedb.etcd.model.KubernetesObject;
import greptimedb.etcd.model.defrag.DefragObjects;
import java.util.List;
import java.util.Map;

/** Who defragments the members, unless the chart does. */
public final class Defragmentation extends ComponentResource {

  /**
   * Declares the CronJob.
   *
   * @param after what has to be there before: the release, the claim, the scripts
   */
  public Defragmentation(
      Configuration configuration,
      DefragConfiguration defrag,
      Provider provider,
      List<Resource> after) {
    super(
        "greptimedb-etcd:component:Defragmentation",
        "defrag",
        ComponentResourceOptions.builder().provider(provider).build());
    DefragObjects.of(configuration, defrag).forEach(object -> declare(object, provider, after));
    registerOutputs(Map.of());
  }

  private void declare(KubernetesObject object, Provider provider, List<Resource> after) {
    new DeclaredObject(
        object,
        CustomResourceOptions.builder().parent(this).provider(provider).dependsOn(after).build());
  }
}

package greptimedb.etcd.component;

import com.pulumi.kubernetes.Provider;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import greptimedb.etcd.config.cluster.ClusterConfiguration;
import greptimedb.etcd.kubernetes.DeclaredObject;
import greptimedb.etcd.model.KubernetesObject;
import greptimedb.etcd.model.backup.BackupObjects;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where snapshots are kept. What it makes stays in Kubernetes when the block is removed or the
 * stack destroyed: no snapshot is ever deleted with it.
 */
public final class BackupStorage extends ComponentResource {
  private final Provider provider;
  private final List<Resource> declared;

  /**
   * Declares the volume and the claim, as far as they are the program's to make.
   *
   * @param namespace the namespace, if the program creates it
   */
  public BackupStorage(
      ClusterConfiguration cluster,
      greptimedb.etcd.config.backup.BackupStorage storage,
      Provider provider,
      List<Resource> namespace) {
    super(
        "greptimedb-etcd:component:BackupStorage",
        "backup",
        ComponentResourceOptions.builder().provider(provider).build());
    this.provider = provider;
    this.declared = declare(BackupObjects.storage(cluster, storage), namespace);
    registerOutputs(Map.of());
  }

  /** What has to be there before a pod can mount the claim. */
  public List<Resource> resources() {
    return declared;
  }

  private List<Resource> declare(List<KubernetesObject> objects, List<Resource> namespace) {
    var resources = new ArrayList<Resource>();
    var before = namespace;
    for (var object : objects) {
      var resource = declare(object, before);
      resources.add(resource);
      // A claim needs its volume.
      before = List.of(resource);
    }
    return List.copyOf(resources);
  }

  private Resource declare(KubernetesObject object, List<Resource> after) {
    return new DeclaredObject(
        object,
        CustomResourceOptions.builder()
            .parent(this)
            .provider(provider)
            .dependsOn(after)
            .retainOnDelete(true)
            .build());
  }
}

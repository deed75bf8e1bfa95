package greptimedb.etcd.component;

import com.pulumi.kubernetes.Provider;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.config.backup.BackupConfiguration;
import greptimedb.etcd.kubernetes.DeclaredObject;
import greptimedb.etcd.model.KubernetesObject;
import greptimedb.etcd.model.backup.BackupObjects;
import java.util.List;
import java.util.Map;

/** Who takes snapshots, unless the chart does, and who tries them. */
public final class Snapshots extends ComponentResource {
  private final Provider provider;
  private final List<Resource> after;

  /**
   * Declares the CronJobs.
   *
   * @param after what has to be there before: the release, the claim, the scripts
   */
  public Snapshots(
      Configuration configuration,
      BackupConfiguration backup,
      Provider provider,
      List<Resource> after) {
    super(
        "greptimedb-etcd:component:Snapshots",
        "snapshots",
        ComponentResourceOptions.builder().provider(provider).build());
    this.provider = provider;
    this.after = after;
    BackupObjects.jobs(configuration, backup).forEach(this::declare);
    registerOutputs(Map.of());
  }

  private void declare(KubernetesObject object) {
    new DeclaredObject(
        object,
        CustomResourceOptions.builder().parent(this).provider(provider).dependsOn(after).build());
  }
}

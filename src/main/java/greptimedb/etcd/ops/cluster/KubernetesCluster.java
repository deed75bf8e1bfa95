package greptimedb.etcd.ops.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import greptimedb.etcd.ops.console.OpsException;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.util.List;

/** A cluster through its API. */
public final class KubernetesCluster implements Cluster {
  private static final String MANAGER = "greptimedb-etcd-ops";

  private final KubernetesClient client;
  private final HelmPayload payload = new HelmPayload();

  /**
   * Asks nothing of the cluster yet.
   *
   * @param client stays open: it belongs to the caller
   */
  public KubernetesCluster(KubernetesClient client) {
    this.client = client;
  }

  @Override
  public List<HelmRecord> records(String namespace, String release) {
    return client
        .secrets()
        .inNamespace(namespace)
        .withLabelSelector(HelmRecord.selector(release))
        .list()
        .getItems()
        .stream()
        .map(this::record)
        .toList();
  }

  private HelmRecord record(Secret secret) {
    var name = secret.getMetadata().getName();
    var labels = secret.getMetadata().getLabels();
    try {
      return new HelmRecord(
          labels.get("name"),
          Integer.parseInt(labels.getOrDefault("version", "")),
          labels.getOrDefault("status", ""),
          name,
          payload.manifest(secret.getData().getOrDefault("release", ""), name));
    } catch (NumberFormatException e) {
      throw OpsException.unreadable("Secret " + name + " has no label version", e);
    }
  }

  @Override
  public void deleteRecord(String namespace, HelmRecord record) {
    if (!record.secret().startsWith("sh.helm.release.v1.")) {
      throw new IllegalArgumentException("not a Helm record: " + record.secret());
    }
    client.secrets().inNamespace(namespace).withName(record.secret()).delete();
  }

  @Override
  public boolean patch(ManifestObject.Key key, ObjectNode patch) {
    var context =
        new PatchContext.Builder()
            .withPatchType(PatchType.JSON_MERGE)
            .withFieldManager(MANAGER)
            .build();
    try {
      return resource(key).patch(context, patch.toString()) != null;
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public void create(ManifestObject.Key key, ObjectNode body) {
    var object =
        client
            .getKubernetesSerialization()
            .unmarshal(body.toString(), GenericKubernetesResource.class);
    object.getMetadata().setNamespace(key.namespace());
    client.resource(object).inNamespace(key.namespace()).create();
  }

  @Override
  public void delete(ManifestObject.Key key) {
    if (DataKinds.holdsData(key.kind())) {
      throw new IllegalArgumentException("repair never deletes a " + key.kind());
    }
    resource(key).delete();
  }

  @Override
  public boolean hasJob(String namespace, String name) {
    return client.batch().v1().jobs().inNamespace(namespace).withName(name).get() != null;
  }

  private Resource<GenericKubernetesResource> resource(ManifestObject.Key key) {
    return client
        .genericKubernetesResources(key.apiVersion(), key.kind())
        .inNamespace(key.namespace())
        .withName(key.name());
  }
}

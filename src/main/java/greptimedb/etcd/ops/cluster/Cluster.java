package greptimedb.etcd.ops.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What repair asks of a cluster. There is no way to delete a claim, a volume or a snapshot.
 *
 * <p>What the API refuses is thrown as a {@link
 * io.fabric8.kubernetes.client.KubernetesClientException}.
 */
public interface Cluster {
  /**
   * All Helm records of a release, in any order.
   *
   * @throws greptimedb.etcd.ops.console.OpsException when one is no such record
   */
  List<HelmRecord> records(String namespace, String release);

  /** Deletes Helm's record, nothing else. */
  void deleteRecord(String namespace, HelmRecord record);

  /**
   * Applies a JSON merge patch.
   *
   * @return whether the object was there
   */
  boolean patch(ManifestObject.Key key, ObjectNode patch);

  /** Creates an object. */
  void create(ManifestObject.Key key, ObjectNode body);

  /** Deletes an object whose kind holds no data; one that is gone is no error. */
  void delete(ManifestObject.Key key);

  /** Whether a Job of this name is there. */
  boolean hasJob(String namespace, String name);
}

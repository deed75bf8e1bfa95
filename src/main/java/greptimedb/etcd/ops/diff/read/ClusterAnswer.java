package greptimedb.etcd.ops.diff.read;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import greptimedb.etcd.config.greptimedb.GreptimeConfiguration;
import greptimedb.etcd.model.greptimedb.ClusterPatch;
import greptimedb.etcd.ops.cluster.DeployedRelease;
import greptimedb.etcd.ops.console.Reason;
import greptimedb.etcd.ops.stack.StateResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the cluster says of a stack.
 *
 * @param releases by the name of the resource; one that Helm does not know is not in it
 * @param greptimedb the GreptimeDBCluster that is to follow; empty where it was not asked for, or
 *     is not there
 * @param unreachable why nothing is known; empty where the cluster answered
 */
public record ClusterAnswer(
    Map<String, DeployedRelease> releases,
    Optional<Map<String, Object>> greptimedb,
    Optional<String> unreachable) {

  /** When nobody asked. */
  public static ClusterAnswer none() {
    return new ClusterAnswer(Map.of(), Optional.empty(), Optional.empty());
  }

  /**
   * Asks the cluster; one that does not answer, or does not let Helm's Secrets be read, is no
   * error.
   *
   * @param releases of the state
   */
  public static ClusterAnswer of(
      KubernetesClient client,
      List<StateResource> releases,
      Optional<GreptimeConfiguration> greptimedb) {
    try {
      var found = new HashMap<String, DeployedRelease>();
      for (var release : releases) {
        var inputs = release.inputs();
        DeployedRelease.find(
                client, inputs.path("namespace").asText(), inputs.path("name").asText())
            .ifPresent(deployed -> found.put(release.name(), deployed));
      }
      return new ClusterAnswer(
          found, greptimedb.flatMap(block -> live(client, block)), Optional.empty());
    } catch (KubernetesClientException unreachable) {
      return new ClusterAnswer(Map.of(), Optional.empty(), Optional.of(Reason.of(unreachable)));
    }
  }

  private static Optional<Map<String, Object>> live(
      KubernetesClient client, GreptimeConfiguration greptimedb) {
    var object =
        client
            .genericKubernetesResources(ClusterPatch.API_VERSION, ClusterPatch.KIND)
            .inNamespace(greptimedb.namespace())
            .withName(greptimedb.name())
            .get();
    return Optional.ofNullable(object)
        .map(found -> client.getKubernetesSerialization().asJson(found))
        .map(ClusterAnswer::plain);
  }

  private static Map<String, Object> plain(String json) {
    try {
      return new ObjectMapper().readValue(json, new TypeReference<Map<String, Object>>() {});
    } catch (com.fasterxml.jackson.core.JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}

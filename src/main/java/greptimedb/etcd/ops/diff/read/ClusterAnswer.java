package greptimedb.etcd.ops.diff.read;

import greptimedb.etcd.config.greptimedb.GreptimeConfiguration;
import greptimedb.etcd.model.greptimedb.ClusterPatch;
import greptimedb.etcd.ops.cluster.ApiReader;
import greptimedb.etcd.ops.cluster.DeployedRelease;
import greptimedb.etcd.ops.console.Json;
import greptimedb.etcd.ops.stack.StateResource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

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
   * @param greptimedb asked for last: it has to be read from the stack file meanwhile
   */
  public static ClusterAnswer of(
      ApiReader api,
      List<StateResource> releases,
      Supplier<Optional<GreptimeConfiguration>> greptimedb) {
    try {
      var found = new HashMap<String, DeployedRelease>();
      for (var release : releases) {
        var inputs = release.inputs();
        DeployedRelease.find(api, inputs.path("namespace").asText(), inputs.path("name").asText())
            .ifPresent(deployed -> found.put(release.name(), deployed));
      }
      return new ClusterAnswer(
          found, greptimedb.get().flatMap(block -> live(api, block)), Optional.empty());
    } catch (ApiReader.NoAnswer unreachable) {
      return new ClusterAnswer(Map.of(), Optional.empty(), Optional.of(unreachable.getMessage()));
    }
  }

  private static Optional<Map<String, Object>> live(
      ApiReader api, GreptimeConfiguration greptimedb) {
    return api.at(
            "/apis/%s/namespaces/%s/greptimedbclusters/%s"
                .formatted(ClusterPatch.API_VERSION, greptimedb.namespace(), greptimedb.name()))
        .map(new Json()::plain);
  }
}

package greptimedb.etcd.ops.diff.read;

import greptimedb.etcd.ops.console.Json;
import greptimedb.etcd.ops.stack.DeployedState;
import java.util.Map;

/**
 * The GreptimeDBCluster that a stack points at its etcd.
 *
 * @param object as plain maps; empty where nothing is known of it
 * @param absent whether it is known not to be there
 */
public record LiveGreptime(Map<String, Object> object, boolean absent) {
  /** When nobody asked. */
  public static final LiveGreptime UNKNOWN = new LiveGreptime(Map.of(), false);

  private static final String PATCH = "kubernetes:greptime.io/v1alpha1:GreptimeDBClusterPatch";

  /** As the cluster has it; where that was not asked, as the stack last patched it. */
  public static LiveGreptime of(ClusterAnswer answer, DeployedState state) {
    if (answer.unreachable().isEmpty()) {
      return new LiveGreptime(answer.greptimedb().orElse(Map.of()), answer.greptimedb().isEmpty());
    }
    return state.objects().stream()
        .filter(resource -> resource.type().equals(PATCH))
        .findFirst()
        .map(patch -> new Json().plain(patch.inputs()))
        .map(patched -> new LiveGreptime(patched, false))
        .orElse(UNKNOWN);
  }
}

package greptimedb.etcd.ops.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import greptimedb.etcd.ops.console.Json;
import java.util.List;

/**
 * Where a stack's releases are.
 *
 * @param namespace of both releases
 * @param releases the cluster's release, then the restored one's
 */
public record Target(String namespace, List<String> releases) {
  private static final String PREFIX = "greptimedb-etcd:";

  /** Reads {@code pulumi config --json}; what is absent has the program's default. */
  public static Target of(JsonNode configuration) {
    var cluster = block(configuration, "cluster");
    var restore = block(configuration, "restore");
    var release = cluster.path("release").asText("etcd");
    var restored = restore.path("release").asText("etcd-recover");
    return new Target(
        cluster.path("namespace").asText("etcd-cluster"),
        release.equals(restored) ? List.of(release) : List.of(release, restored));
  }

  private static JsonNode block(JsonNode configuration, String key) {
    var entry = configuration.path(PREFIX + key);
    if (entry.has("objectValue")) {
      return entry.get("objectValue");
    }
    var value = entry.path("value");
    return value.isTextual()
        ? new Json().parse(value.asText(), PREFIX + key)
        : MissingNode.getInstance();
  }
}

package greptimedb.etcd.ops.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What an exported state says about operations that did not end.
 *
 * @param pending the operations, in the state's order
 */
public record StackState(List<PendingOperation> pending) {
  static final String RELEASE_TYPE = "kubernetes:helm.sh/v3:Release";

  /**
   * An operation whose end the state does not know.
   *
   * @param type creating, updating, deleting, reading or importing
   * @param urn of its resource
   * @param resourceType for example {@code kubernetes:helm.sh/v3:Release}
   * @param namespace of a release, else empty
   * @param release its name in Helm, else empty
   */
  public record PendingOperation(
      String type, String urn, String resourceType, String namespace, String release) {
    /** The URN's last part: the name in the program. */
    public String name() {
      return urn.substring(urn.lastIndexOf("::") + 2);
    }

    boolean creates(String inNamespace, String releaseName) {
      return type.equals("creating")
          && resourceType.equals(RELEASE_TYPE)
          && namespace.equals(inNamespace)
          && release.equals(releaseName);
    }
  }

  /** Reads {@code pulumi stack export}. */
  public static StackState of(JsonNode exported) {
    var pending = new ArrayList<PendingOperation>();
    for (var operation : exported.path("deployment").path("pending_operations")) {
      var resource = operation.path("resource");
      var inputs = resource.path("inputs");
      pending.add(
          new PendingOperation(
              operation.path("type").asText(),
              resource.path("urn").asText(),
              resource.path("type").asText(),
              inputs.path("namespace").asText(),
              inputs.path("name").asText()));
    }
    return new StackState(List.copyOf(pending));
  }

  /** A copy of the export without its pending operations. */
  public static JsonNode withoutPending(JsonNode exported) {
    JsonNode copy = exported.deepCopy();
    if (copy.path("deployment") instanceof ObjectNode deployment) {
      deployment.remove("pending_operations");
    }
    return copy;
  }

  /**
   * Whether the program's creation of this release was cut off, so that the state does not have it.
   */
  public boolean lost(String namespace, String release) {
    return pending.stream().anyMatch(operation -> operation.creates(namespace, release));
  }
}

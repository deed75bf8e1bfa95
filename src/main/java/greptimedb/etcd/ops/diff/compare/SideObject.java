package greptimedb.etcd.ops.diff.compare;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import greptimedb.etcd.model.KubernetesObject;
import greptimedb.etcd.ops.cluster.ManifestObject;

/**
 * An object of one side.
 *
 * @param release that brings it; empty for the program's own
 * @param object as that side has it
 * @param fate what becomes of it when the other side does not declare it
 */
public record SideObject(String release, ManifestObject object, Fate fate) {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String KEPT_BY_HELM = "/metadata/annotations/helm.sh~1resource-policy";

  /** What becomes of an object that is no longer declared. */
  public enum Fate {
    /** It goes. */
    DELETED,
    /** It stays in the cluster, and nobody looks after it any more. */
    KEPT,
    /** The engine refuses to delete it, and the whole up with it. */
    PROTECTED
  }

  /** An object of the chart. */
  public static SideObject of(String release, ManifestObject object) {
    var kept = object.body().at(KEPT_BY_HELM).asText().equals("keep");
    return new SideObject(release, object, kept ? Fate.KEPT : Fate.DELETED);
  }

  /** An object of the program's own, as it is wanted. */
  public static SideObject of(KubernetesObject object) {
    ObjectNode body = MAPPER.valueToTree(object.manifest());
    return new SideObject("", ManifestObject.of(body, ""), Fate.DELETED);
  }
}

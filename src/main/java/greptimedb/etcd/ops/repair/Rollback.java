package greptimedb.etcd.ops.repair;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import greptimedb.etcd.ops.cluster.DataKinds;
import greptimedb.etcd.ops.cluster.ManifestObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Decides, object by object, how a release goes back to its last deployed revision. */
final class Rollback {
  private Rollback() {}

  /**
   * The steps in the order to take them: first all resets, then what only the pending revision has.
   *
   * @param release in Helm, written on objects that have to be created
   */
  static List<ObjectStep> steps(
      String release, List<ManifestObject> deployed, List<ManifestObject> pending) {
    var newer =
        pending.stream().collect(Collectors.toMap(o -> o.key().unversioned(), o -> o, (a, b) -> b));
    var steps = new ArrayList<ObjectStep>();
    for (var object : deployed) {
      var other = newer.remove(object.key().unversioned());
      steps.add(reset(release, object, other == null ? object : other));
    }
    for (var object : pending) {
      if (newer.containsKey(object.key().unversioned())) {
        steps.add(added(object));
      }
    }
    return List.copyOf(steps);
  }

  private static ObjectStep reset(String release, ManifestObject older, ManifestObject newer) {
    if (replicas(older) < replicas(newer)
        && (deletesClaims(older, "whenScaled") || deletesClaims(newer, "whenScaled"))) {
      return new ObjectStep.Refuse(
          older.key(),
          "going back to fewer replicas would delete claims (persistentVolumeClaimRetentionPolicy)");
    }
    return new ObjectStep.Reset(
        older.key(), MergePatch.back(older.body(), newer.body()), owned(release, older));
  }

  private static ObjectStep added(ManifestObject object) {
    if (DataKinds.holdsData(object.key().kind())) {
      return new ObjectStep.Keep(object.key(), "it may hold data");
    }
    if (deletesClaims(object, "whenDeleted")) {
      return new ObjectStep.Keep(object.key(), "deleting it would delete its claims");
    }
    var policy = object.body().path("metadata").path("annotations").path("helm.sh/resource-policy");
    if (policy.asText().equals("keep")) {
      return new ObjectStep.Keep(object.key(), "its chart says so (helm.sh/resource-policy)");
    }
    return new ObjectStep.Delete(object.key());
  }

  private static int replicas(ManifestObject object) {
    return object.body().path("spec").path("replicas").asInt(1);
  }

  private static boolean deletesClaims(ManifestObject object, String when) {
    JsonNode policy = object.body().path("spec").path("persistentVolumeClaimRetentionPolicy");
    return policy.path(when).asText().equals("Delete");
  }

  /**
   * With the label and annotations by which Helm knows its own; the stored manifest is without
   * them.
   */
  private static ObjectNode owned(String release, ManifestObject object) {
    var body = object.body().deepCopy();
    var metadata = body.withObjectProperty("metadata");
    metadata.withObjectProperty("labels").put("app.kubernetes.io/managed-by", "Helm");
    metadata
        .withObjectProperty("annotations")
        .put("meta.helm.sh/release-name", release)
        .put("meta.helm.sh/release-namespace", object.key().namespace());
    return body;
  }
}

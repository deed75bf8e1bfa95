package greptimedb.etcd.ops.diff.compare;

import greptimedb.etcd.ops.cluster.ManifestObject;
import java.util.List;

/**
 * What becomes of one object.
 *
 * @param key of the object
 * @param release that brings it; empty for the program's own
 * @param change what becomes of it
 * @param immutable fields that change although they cannot, by name
 * @param restarts which pods restart because of it, one line each
 * @param scaling which pods start or stop because of it, one line each
 * @param lines the unified difference, secrets masked; none where nothing changes
 */
public record ObjectDifference(
    ManifestObject.Key key,
    String release,
    Change change,
    List<String> immutable,
    List<String> restarts,
    List<String> scaling,
    List<String> lines) {

  /** Whether it is worth a word. */
  public boolean isOne() {
    return change != Change.UNCHANGED;
  }

  /** Kind and name, with the namespace: {@code CronJob etcd-cluster/etcd-defrag}. */
  public String shown() {
    return key.namespace().isEmpty()
        ? key.shown()
        : "%s %s/%s".formatted(key.kind(), key.namespace(), key.name());
  }
}

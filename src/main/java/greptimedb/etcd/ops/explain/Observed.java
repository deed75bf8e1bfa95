package greptimedb.etcd.ops.explain;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;
import java.util.Map;

/**
 * What is there of a release.
 *
 * @param events of the namespace
 * @param lastLines pod and container ({@code pod/container}) to the last line that it logged before
 *     it ended
 */
record Observed(
    List<StatefulSet> sets,
    List<Pod> pods,
    List<PersistentVolumeClaim> claims,
    List<Event> events,
    Map<String, String> lastLines) {

  boolean isEmpty() {
    return sets.isEmpty() && pods.isEmpty() && claims.isEmpty();
  }
}

package greptimedb.etcd.ops.status;

import com.fasterxml.jackson.databind.JsonNode;
import greptimedb.etcd.ops.cluster.MemberPods;
import greptimedb.etcd.ops.cluster.PodConditions;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import java.util.List;
import java.util.Optional;

/**
 * What was seen of a stack.
 *
 * @param namespace of it
 * @param activeRelease the release that GreptimeDB uses, as the stack file says
 * @param endpoint {@code host:port} of its client Service
 * @param members how many members each release has
 * @param pods etcd's, of all releases
 * @param endpointStatus etcdctl's table of the active release
 * @param cronJobs the program's, or the chart's
 * @param snapshots of the runs that are still there, the newest first
 */
record Status(
    String namespace,
    String activeRelease,
    String endpoint,
    int members,
    List<Pod> pods,
    EndpointStatus endpointStatus,
    List<CronJob> cronJobs,
    List<SnapshotRun> snapshots) {

  /**
   * etcdctl's answer.
   *
   * @param table as etcdctl prints it, or why there is none
   * @param answered whether every member answered
   */
  record EndpointStatus(String table, boolean answered) {}

  /**
   * What a snapshot Job said.
   *
   * @param job its name
   * @param ended when it ended, as Kubernetes writes it; began, where it failed
   * @param event of a saved snapshot; empty if none was saved
   * @param explanation why none was; empty text otherwise
   */
  record SnapshotRun(String job, String ended, Optional<JsonNode> event, String explanation) {}

  /** Whether every member of the active release is ready and answered. */
  boolean isFine() {
    return endpointStatus.answered()
        && pods.stream().allMatch(PodConditions::isReady)
        && pods.stream().filter(pod -> MemberPods.release(pod).equals(activeRelease)).count()
            == members;
  }
}

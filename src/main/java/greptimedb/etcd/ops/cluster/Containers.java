package greptimedb.etcd.ops.cluster;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a pod's status says about its containers. */
public final class Containers {
  private Containers() {}

  /** The status of each container, init containers first. */
  public static List<ContainerStatus> of(Pod pod) {
    var all = new ArrayList<ContainerStatus>(pod.getStatus().getInitContainerStatuses());
    all.addAll(pod.getStatus().getContainerStatuses());
    return all;
  }

  /** Tells a container from all others of the namespace: {@code pod/container}. */
  public static String key(Pod pod, ContainerStatus container) {
    return pod.getMetadata().getName() + "/" + container.getName();
  }

  /** How it ended with an error, now or before its last restart, unless it is ready again. */
  public static Optional<ContainerStateTerminated> ended(ContainerStatus container) {
    if (Boolean.TRUE.equals(container.getReady()) || container.getState() == null) {
      return Optional.empty();
    }
    var now = Optional.ofNullable(container.getState().getTerminated());
    var before = Optional.ofNullable(container.getLastState()).map(state -> state.getTerminated());
    return now.or(() -> before).filter(terminated -> terminated.getExitCode() != 0);
  }
}

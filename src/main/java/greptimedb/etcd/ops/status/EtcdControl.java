package greptimedb.etcd.ops.status;

import greptimedb.etcd.ops.cluster.ContainerCommand;
import greptimedb.etcd.ops.console.OpsException;
import greptimedb.etcd.ops.status.Status.EndpointStatus;
import java.util.List;

/**
 * {@code etcdctl} in a member's pod.
 *
 * @param container where it is run
 */
record EtcdControl(ContainerCommand container) {

  /** The document's table; a member that does not answer is missing in it, and said above it. */
  EndpointStatus endpointStatus(List<String> endpoints) {
    try {
      var result =
          container.run(
              List.of(
                  "etcdctl",
                  "--endpoints",
                  String.join(",", endpoints),
                  "--command-timeout",
                  "5s",
                  "endpoint",
                  "status",
                  "-w",
                  "table"));
      return new EndpointStatus(result.errors() + result.output(), result.exitCode() == 0);
    } catch (OpsException unanswered) {
      return new EndpointStatus(unanswered.getMessage(), false);
    }
  }
}

package greptimedb.etcd.ops.status;

import greptimedb.etcd.ops.status.Status.EndpointStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** {@code etcdctl} in a member's pod. */
final class EtcdControl {
  private static final long PATIENCE_SECONDS = 30;

  private final KubernetesClient client;
  private final Pod pod;

  EtcdControl(KubernetesClient client, Pod pod) {
    this.client = client;
    this.pod = pod;
  }

  /** The document's table; a member that does not answer is missing in it, and said below. */
  EndpointStatus endpointStatus(List<String> endpoints) {
    var output = new ByteArrayOutputStream();
    var errors = new ByteArrayOutputStream();
    try (var running =
        client
            .pods()
            .inNamespace(pod.getMetadata().getNamespace())
            .withName(pod.getMetadata().getName())
            .inContainer("etcd")
            .writingOutput(output)
            .writingError(errors)
            .exec(
                "etcdctl",
                "--endpoints",
                String.join(",", endpoints),
                "--command-timeout",
                "5s",
                "endpoint",
                "status",
                "-w",
                "table")) {
      var code = running.exitCode().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return new EndpointStatus(text(errors) + text(output), code == 0);
    } catch (ExecutionException | TimeoutException failed) {
      return new EndpointStatus(
          "etcdctl in pod %s did not answer: %s"
              .formatted(pod.getMetadata().getName(), failed.getMessage()),
          false);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new EndpointStatus("interrupted", false);
    }
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}

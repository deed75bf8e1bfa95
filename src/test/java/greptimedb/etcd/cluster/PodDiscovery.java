package greptimedb.etcd.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;

/**
 * Debian builds Prometheus without the discovery of Kubernetes' pods. This puts what it would find,
 * one target a port with the same {@code __meta_kubernetes_} labels, into a file, anew each second.
 */
final class PodDiscovery implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long EVERY_MILLISECONDS = 1000;
  private static final String PREFIX = "__meta_kubernetes_";

  // kubectl proxy mistakes the offer of HTTP/2 for an upgrade that the API server should answer.
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Timer timer = new Timer("pods", true);
  private final HttpRequest request;
  private final Path file;

  /**
   * Writes the file and keeps it up to date.
   *
   * @param apiServer address that asks for no credentials
   */
  PodDiscovery(String apiServer, String namespace, Path file) throws IOException {
    this.request =
        HttpRequest.newBuilder(
                URI.create("%s/api/v1/namespaces/%s/pods".formatted(apiServer, namespace)))
            .timeout(Duration.ofSeconds(10))
            .build();
    this.file = file;
    write();
    timer.schedule(new Again(), EVERY_MILLISECONDS, EVERY_MILLISECONDS);
  }

  /** The API server may be too busy for once: what was found before stays, as with Prometheus. */
  private final class Again extends TimerTask {
    @Override
    public void run() {
      try {
        write();
      } catch (IOException missed) {
        System.out.println("pods were not discovered: " + missed);
      }
    }
  }

  private void write() throws IOException {
    try {
      var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IOException(answer.statusCode() + ": " + answer.body());
      }
      var part = file.resolveSibling(file.getFileName() + ".part");
      Files.writeString(part, targets(JSON.readTree(answer.body())).toString());
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static ArrayNode targets(JsonNode pods) {
    var targets = JSON.createArrayNode();
    for (var pod : pods.path("items")) {
      var address = pod.at("/status/podIP").asText();
      if (address.isEmpty()) {
        continue;
      }
      for (var container : pod.at("/spec/containers")) {
        for (var port : container.path("ports")) {
          var target = targets.addObject();
          target.putArray("targets").add(address + ":" + port.path("containerPort").asText());
          var labels = target.putObject("labels");
          label(labels, pod);
          labels.put(PREFIX + "pod_container_name", container.path("name").asText());
          labels.put(PREFIX + "pod_container_port_name", port.path("name").asText());
          labels.put(PREFIX + "pod_container_port_number", port.path("containerPort").asText());
          labels.put(PREFIX + "pod_container_port_protocol", port.path("protocol").asText());
        }
      }
    }
    return targets;
  }

  private static void label(ObjectNode labels, JsonNode pod) {
    labels.put(PREFIX + "namespace", pod.at("/metadata/namespace").asText());
    labels.put(PREFIX + "pod_name", pod.at("/metadata/name").asText());
    labels.put(PREFIX + "pod_ip", pod.at("/status/podIP").asText());
    labels.put(PREFIX + "pod_node_name", pod.at("/spec/nodeName").asText());
    labels.put(PREFIX + "pod_phase", pod.at("/status/phase").asText());
    pod.at("/metadata/labels")
        .properties()
        .forEach(
            label -> {
              var name = label.getKey().replaceAll("[^a-zA-Z0-9_]", "_");
              labels.put(PREFIX + "pod_label_" + name, label.getValue().asText());
              labels.put(PREFIX + "pod_labelpresent_" + name, "true");
            });
  }

  @Override
  public void close() {
    timer.cancel();
  }
}

package greptimedb.etcd.ops.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import greptimedb.etcd.ops.console.Json;
import greptimedb.etcd.ops.console.Reason;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;

/** Reads by the client's library, which takes a second to load. */
final class ClientReader implements ApiReader {
  private final KubernetesClient client;

  ClientReader(KubernetesClient client) {
    this.client = client;
  }

  @Override
  public Optional<JsonNode> at(String path) {
    try {
      return Optional.ofNullable(client.raw(path)).map(answer -> new Json().parse(answer, path));
    } catch (KubernetesClientException failed) {
      throw new NoAnswer(Reason.of(failed));
    }
  }

  @Override
  public void close() {
    client.close();
  }
}

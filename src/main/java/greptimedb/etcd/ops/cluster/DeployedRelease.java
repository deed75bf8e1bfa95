package greptimedb.etcd.ops.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What Helm installed last of a release.
 *
 * @param revision that was deployed; where none ever was, the newest
 * @param manifest what it rendered, without hooks
 * @param values that were given to the chart
 * @param pending what the newest revision is, where it is not deployed; empty where it is
 */
public record DeployedRelease(
    int revision, String manifest, JsonNode values, Optional<String> pending) {
  private static final String DEPLOYED = "deployed";

  /**
   * Reads Helm's Secrets of a release; empty where there are none.
   *
   * @throws io.fabric8.kubernetes.client.KubernetesClientException when the API does not give them
   * @throws greptimedb.etcd.ops.console.OpsException when one is no such record
   */
  public static Optional<DeployedRelease> find(
      KubernetesClient client, String namespace, String release) {
    return of(
        client
            .secrets()
            .inNamespace(namespace)
            .withLabels(Map.of("owner", "helm", "name", release))
            .list()
            .getItems());
  }

  static Optional<DeployedRelease> of(List<Secret> records) {
    Comparator<Secret> oldestFirst = Comparator.comparingInt(DeployedRelease::revisionOf);
    var newest = records.stream().max(oldestFirst);
    return records.stream()
        .filter(record -> statusOf(record).equals(DEPLOYED))
        .max(oldestFirst)
        .or(() -> newest)
        .map(record -> of(record, newest.filter(last -> !statusOf(last).equals(DEPLOYED))));
  }

  private static DeployedRelease of(Secret record, Optional<Secret> pending) {
    var name = record.getMetadata().getName();
    var opened = new HelmPayload().opened(record.getData().getOrDefault("release", ""), name);
    return new DeployedRelease(
        revisionOf(record),
        opened.path("manifest").asText(),
        opened.path("config"),
        pending.map(last -> "revision %d is %s".formatted(revisionOf(last), statusOf(last))));
  }

  private static int revisionOf(Secret record) {
    return Integer.parseInt(label(record, "version", "0"));
  }

  private static String statusOf(Secret record) {
    return label(record, "status", "");
  }

  private static String label(Secret record, String name, String otherwise) {
    return record.getMetadata().getLabels().getOrDefault(name, otherwise);
  }
}

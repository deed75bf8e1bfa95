package greptimedb.etcd.ops.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
   * @throws ApiReader.NoAnswer when the API does not give them
   * @throws greptimedb.etcd.ops.console.OpsException when one is no such record
   */
  public static Optional<DeployedRelease> find(ApiReader api, String namespace, String release) {
    var selector = URLEncoder.encode(HelmRecord.selector(release), StandardCharsets.UTF_8);
    var path = "/api/v1/namespaces/%s/secrets?labelSelector=%s".formatted(namespace, selector);
    var secrets = new ArrayList<JsonNode>();
    api.at(path).ifPresent(list -> list.path("items").forEach(secrets::add));
    return of(secrets);
  }

  static Optional<DeployedRelease> of(List<JsonNode> secrets) {
    Comparator<JsonNode> oldestFirst = Comparator.comparingInt(DeployedRelease::revisionOf);
    var newest = secrets.stream().max(oldestFirst);
    return secrets.stream()
        .filter(secret -> statusOf(secret).equals(DEPLOYED))
        .max(oldestFirst)
        .or(() -> newest)
        .map(secret -> of(secret, newest.filter(last -> !statusOf(last).equals(DEPLOYED))));
  }

  private static DeployedRelease of(JsonNode secret, Optional<JsonNode> pending) {
    var name = secret.at("/metadata/name").asText();
    var opened = new HelmPayload().opened(secret.at("/data/release").asText(), name);
    return new DeployedRelease(
        revisionOf(secret),
        opened.path("manifest").asText(),
        opened.path("config"),
        pending.map(last -> "revision %d is %s".formatted(revisionOf(last), statusOf(last))));
  }

  private static int revisionOf(JsonNode secret) {
    return Integer.parseInt(secret.at("/metadata/labels/version").asText("0"));
  }

  private static String statusOf(JsonNode secret) {
    return secret.at("/metadata/labels/status").asText();
  }
}

package greptimedb.etcd.ops.restore.live;

import com.fasterxml.jackson.databind.JsonNode;
import greptimedb.etcd.ops.console.Json;
import greptimedb.etcd.ops.restore.MetasrvPort;
import greptimedb.etcd.ops.restore.StepFailed;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Metasrv's calls through the API server's proxy of its Service, so that no route to the pods is
 * needed. Answers are JSON objects, or what an older version has: no such page.
 */
public final class LiveMetasrv implements MetasrvPort {
  private static final int ATTEMPTS = 3;

  private final KubernetesClient client;
  private final String service;
  private final Json json = new Json();

  /** Of the GreptimeDBCluster of this name. */
  public LiveMetasrv(KubernetesClient client, String namespace, String name) {
    this.client = client;
    this.service =
        "/api/v1/namespaces/%s/services/http:%s-meta:4000/proxy".formatted(namespace, name);
  }

  /** A slow answer is worth waiting for: without it nothing is paused before the replicas go. */
  @Override
  public Calls calls() {
    for (var attempt = 1; attempt <= ATTEMPTS; attempt++) {
      var answer = ask("/admin/procedure-manager/status");
      if (answer.isGood()) {
        return Calls.KNOWN;
      }
      if (answer.code() == HttpURLConnection.HTTP_NOT_FOUND && ask("/health").isGood()) {
        return Calls.UNKNOWN;
      }
    }
    return Calls.AWAY;
  }

  @Override
  public Switches switches() {
    return new Switches(
        object("/admin/maintenance/status").path("enabled").asBoolean(),
        object("/admin/procedure-manager/status").path("status").asText().equals("paused"));
  }

  @Override
  public void maintenance(boolean on) {
    post("/admin/maintenance/" + (on ? "enable" : "disable"), Map.of());
  }

  @Override
  public void pause(boolean on) {
    post("/admin/procedure-manager/" + (on ? "pause" : "resume"), Map.of());
  }

  @Override
  public void recovery(boolean on) {
    post("/admin/recovery/" + (on ? "enable" : "disable"), Map.of());
  }

  @Override
  public OptionalLong nextTableId() {
    var answer = get("/admin/sequence/table/next-id").map(text -> json.parse(text, service));
    return answer
        .map(found -> found.path("next_table_id"))
        .filter(JsonNode::isIntegralNumber)
        .map(found -> OptionalLong.of(found.asLong()))
        .orElse(OptionalLong.empty());
  }

  @Override
  public void nextTableId(long id) {
    post("/admin/sequence/table/set-next-id", Map.of("next_table_id", id));
  }

  @Override
  public Optional<String> leader() {
    return get("/admin/leader").map(String::strip).filter(text -> !text.isEmpty());
  }

  /**
   * What Metasrv said.
   *
   * @param code of HTTP; 0 where Metasrv did not answer although the API server does
   * @param text of a good answer
   */
  private record Answer(int code, String text) {
    boolean isGood() {
      return code == HttpURLConnection.HTTP_OK;
    }
  }

  private Optional<String> get(String path) {
    return Optional.of(ask(path)).filter(Answer::isGood).map(Answer::text);
  }

  private Answer ask(String path) {
    try {
      var text = client.raw(service + path);
      return text == null
          ? new Answer(HttpURLConnection.HTTP_NOT_FOUND, "")
          : new Answer(HttpURLConnection.HTTP_OK, text);
    } catch (RuntimeException failure) {
      if (Asking.isCutOff(failure)) {
        Asking.ask(() -> client.raw("/readyz"));
        return new Answer(0, "");
      }
      if (failure instanceof KubernetesClientException answered) {
        return new Answer(answered.getCode(), "");
      }
      throw failure;
    }
  }

  private JsonNode object(String path) {
    return get(path)
        .map(text -> json.parse(text, "Metasrv's answer to " + path))
        .orElseThrow(() -> new StepFailed("Metasrv does not answer GET " + path));
  }

  private void post(String path, Map<String, Object> body) {
    try {
      Asking.ask(() -> client.raw(service + path, "POST", body));
    } catch (KubernetesClientException failure) {
      throw new StepFailed(
          "Metasrv refused POST %s: %s"
              .formatted(path, failure.getMessage().lines().findFirst().orElse("")));
    }
  }
}

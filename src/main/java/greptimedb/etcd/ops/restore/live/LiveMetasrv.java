package greptimedb.etcd.ops.restore.live;

import com.fasterxml.jackson.databind.JsonNode;
import greptimedb.etcd.ops.console.Json;
import greptimedb.etcd.ops.console.OpsException;
import greptimedb.etcd.ops.restore.MetasrvPort;
import greptimedb.etcd.ops.restore.StepFailed;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Metasrv's calls through the API server's proxy of its Service, so that no route to the pods is
 * needed. Answers are JSON objects, or what an older version has: no such page.
 */
public final class LiveMetasrv implements MetasrvPort {
  /** What the proxy answers where no pod of the Service does. */
  private static final Set<Integer> NOBODY = Set.of(502, 503, 504);

  private final KubernetesClient client;
  private final String service;
  private final Json json = new Json();

  /** Of the GreptimeDBCluster of this name. */
  public LiveMetasrv(KubernetesClient client, String namespace, String name) {
    this.client = client;
    this.service =
        "/api/v1/namespaces/%s/services/http:%s-meta:4000/proxy".formatted(namespace, name);
  }

  @Override
  public Calls calls() {
    try {
      var pause = get("/admin/procedure-manager/status");
      if (pause.isPresent()) {
        return Calls.KNOWN;
      }
      return get("/health").isPresent() ? Calls.UNKNOWN : Calls.AWAY;
    } catch (KubernetesClientException failure) {
      if (NOBODY.contains(failure.getCode())) {
        return Calls.AWAY;
      }
      throw failure;
    }
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
    try {
      return get("/admin/leader").map(String::strip).filter(text -> !text.isEmpty());
    } catch (KubernetesClientException failure) {
      // While Metasrv starts it answers with errors of its own, through the proxy.
      if (failure.getCode() >= HttpURLConnection.HTTP_INTERNAL_ERROR) {
        return Optional.empty();
      }
      return Asking.ask(
          () -> {
            throw failure;
          });
    }
  }

  /** Empty where there is no such page. */
  private Optional<String> get(String path) {
    try {
      return Optional.ofNullable(client.raw(service + path));
    } catch (KubernetesClientException failure) {
      if (failure.getCode() == 0) {
        return Asking.ask(
            () -> {
              throw failure;
            });
      }
      throw failure;
    }
  }

  private JsonNode object(String path) {
    return Asking.ask(() -> get(path))
        .map(text -> json.parse(text, "Metasrv's answer to " + path))
        .orElseThrow(() -> OpsException.unreadable("Metasrv has no " + path));
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

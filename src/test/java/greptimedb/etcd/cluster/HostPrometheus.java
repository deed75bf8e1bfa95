package greptimedb.etcd.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;

/**
 * A real Prometheus Operator and a real Prometheus, both processes of this machine: their images
 * cannot be had. The operator turns PodMonitors and rules of a namespace into a configuration, and
 * Prometheus runs with that, with two changes: where the API server is, and where the rules lie.
 */
final class HostPrometheus implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final String PROMETHEUS =
      """
      apiVersion: monitoring.coreos.com/v1
      kind: Prometheus
      metadata: {name: watch, namespace: %s}
      spec:
        version: v2.42.0
        replicas: 0
        scrapeInterval: 5s
        evaluationInterval: 5s
        podMonitorSelector: {matchLabels: {release: prometheus}}
        ruleSelector: {matchLabels: {release: prometheus}}
      """;

  private final TestStack stack;
  private final Path folder;
  private final int port = freePort();
  private final Command proxy;
  private final Command operator;
  private Command prometheus;

  /** Starts the operator for the stack's namespace and asks it for a configuration. */
  HostPrometheus(TestStack stack) throws IOException {
    this.stack = stack;
    this.folder = Files.createTempDirectory("prometheus");
    var apiServer = freePort();
    this.proxy = start("kubectl", "proxy", "--port=" + apiServer);
    Command.awaitUntil("kubectl proxy answers", LIMIT, () -> proxy.text().contains("Starting"));
    this.operator =
        start(
            "prometheus-operator",
            "--apiserver=http://127.0.0.1:" + apiServer,
            "--namespaces=" + stack.namespace(),
            "--web.listen-address=127.0.0.1:" + freePort());
    var wanted = folder.resolve("prometheus-object.yaml");
    Files.writeString(wanted, PROMETHEUS.formatted(stack.namespace()));
    TestStack.succeed(stack.kubectl("apply", "-f", wanted.toString()));
    Command.awaitUntil("the operator wrote a configuration", LIMIT, this::isConfigured);
    run("http://127.0.0.1:" + apiServer);
  }

  /** The folder with the kinds that the operator serves, beside its binary. */
  static Path definitions() {
    return java.util.Arrays.stream(System.getenv("PATH").split(":", -1))
        .map(Path::of)
        .map(entry -> entry.resolve("definitions"))
        .filter(Files::isDirectory)
        .findFirst()
        .orElseThrow(
            () -> new AssertionError("no prometheus-operator on PATH: tools/toolchain --tests"));
  }

  private boolean isConfigured() {
    if (!operator.isAlive()) {
      throw new AssertionError(operator.text());
    }
    return configuration().contains("podMonitor/" + stack.namespace() + "/etcd")
        && !rules().isEmpty();
  }

  private String configuration() {
    var secret =
        stack.kubectl(
            "get", "secret", "prometheus-watch", "-o", "jsonpath={.data.prometheus\\.yaml\\.gz}");
    if (secret.exitCode() != 0 || secret.output().isBlank()) {
      return "";
    }
    var packed = Base64.getDecoder().decode(secret.output().strip());
    try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return new String(unpacked.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException damaged) {
      throw new UncheckedIOException(damaged);
    }
  }

  private Map<String, String> rules() {
    var map =
        stack.kubectl("get", "configmap", "prometheus-watch-rulefiles-0", "-o", "jsonpath={.data}");
    try {
      return map.exitCode() == 0
          ? new ObjectMapper()
              .readerForMapOf(String.class)
              .readValue(map.output().isBlank() ? "{}" : map.output())
          : Map.of();
    } catch (IOException malformed) {
      throw new UncheckedIOException(malformed);
    }
  }

  private void run(String apiServer) throws IOException {
    var configuration = (ObjectNode) YAML.readTree(configuration());
    configuration
        .path("scrape_configs")
        .forEach(
            job ->
                job.path("kubernetes_sd_configs")
                    .forEach(found -> ((ObjectNode) found).put("api_server", apiServer)));
    configuration.putArray("rule_files").add(folder.resolve("rules") + "/*.yaml");
    Files.createDirectory(folder.resolve("rules"));
    for (var file : rules().entrySet()) {
      Files.writeString(folder.resolve("rules").resolve(file.getKey()), file.getValue());
    }
    Files.writeString(
        folder.resolve("prometheus.yaml"),
        YAML.writeValueAsString(configuration)
            .replace("$(SHARD)", "0")
            .replace("$(POD_NAME)", "prometheus-watch-0"));
    prometheus =
        start(
            "prometheus",
            "--config.file=" + folder.resolve("prometheus.yaml"),
            "--storage.tsdb.path=" + folder.resolve("data"),
            "--web.listen-address=127.0.0.1:" + port);
    Command.awaitUntil("Prometheus is ready", LIMIT, this::isReady);
  }

  private boolean isReady() {
    if (!prometheus.isAlive()) {
      throw new AssertionError(prometheus.text());
    }
    return prometheus.text().contains("Server is ready to receive web requests");
  }

  /** The samples of an instant query. */
  List<JsonNode> query(String expression) {
    var found = get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
    if (!found.path("status").asText().equals("success")) {
      throw new AssertionError(expression + ": " + found);
    }
    return list(found.path("data").path("result"));
  }

  /** The states of an alert: pending, firing. */
  List<String> states(String alert) {
    return list(get("/api/v1/alerts").path("data").path("alerts")).stream()
        .filter(active -> active.path("labels").path("alertname").asText().equals(alert))
        .map(active -> active.path("state").asText())
        .toList();
  }

  private JsonNode get(String path) {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
    try {
      return new ObjectMapper()
          .readTree(
              HttpClient.newHttpClient()
                  .send(request, HttpResponse.BodyHandlers.ofString())
                  .body());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  private static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  private Command start(String... words) {
    return Command.start(folder, Map.of(), List.of(words));
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public void close() {
    if (prometheus != null) {
      prometheus.kill();
    }
    operator.kill();
    proxy.kill();
  }
}

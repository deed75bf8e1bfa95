package greptimedb.etcd.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * The real Prometheus Operator, kube-state-metrics and Prometheus, all processes of this machine:
 * their images cannot be had. The operator turns PodMonitors and rules of a namespace into a
 * configuration, and Prometheus runs with that, with two changes: it finds pods by a file ({@link
 * PodDiscovery}), and the rules lie elsewhere.
 */
final class OperatedPrometheus implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  /** As kube-prometheus-stack scrapes kube-state-metrics: labels that it sets itself are kept. */
  private static final String WANTED =
      """
      apiVersion: v1
      kind: Secret
      metadata: {name: kube-state-metrics, namespace: %1$s}
      stringData:
        scrape.yaml: |
          - job_name: kube-state-metrics
            honor_labels: true
            static_configs: [{targets: ["127.0.0.1:%2$d"]}]
      ---
      apiVersion: monitoring.coreos.com/v1
      kind: Prometheus
      metadata: {name: watch, namespace: %1$s}
      spec:
        version: v2.42.0
        replicas: 0
        scrapeInterval: 5s
        evaluationInterval: 5s
        podMonitorSelector: {matchLabels: {release: prometheus}}
        ruleSelector: {matchLabels: {release: prometheus}}
        additionalScrapeConfigs: {name: kube-state-metrics, key: scrape.yaml}
      """;

  private final TestStack stack;
  private final Path folder;
  private final List<Command> processes = new ArrayList<>();
  private final Command operator;
  private final LocalPrometheus prometheus;
  private final PodDiscovery pods;

  private OperatedPrometheus(TestStack stack) throws IOException {
    this.stack = stack;
    this.folder = Files.createTempDirectory("prometheus");
    try {
      var apiServer = proxy();
      var stateMetrics = kubeStateMetrics(apiServer);
      this.operator =
          start(
              "prometheus-operator",
              "--apiserver=" + apiServer,
              "--namespaces=" + stack.namespace(),
              "--web.listen-address=127.0.0.1:" + LocalPrometheus.freePort());
      var wanted = folder.resolve("wanted.yaml");
      Files.writeString(wanted, WANTED.formatted(stack.namespace(), stateMetrics));
      TestStack.succeed(stack.kubectl("apply", "-f", wanted.toString()));
      Command.awaitUntil("the operator wrote a configuration", LIMIT, this::isConfigured);
      this.pods = new PodDiscovery(apiServer, stack.namespace(), folder.resolve("pods.json"));
      this.prometheus = LocalPrometheus.start(folder, hostConfiguration());
    } catch (AssertionError | IOException failed) {
      end();
      throw failed;
    }
  }

  /** Starts all three for the stack's namespace, and waits until Prometheus runs as configured. */
  static OperatedPrometheus start(TestStack stack) throws IOException {
    return new OperatedPrometheus(stack);
  }

  /** The Prometheus, to be asked. */
  LocalPrometheus prometheus() {
    return prometheus;
  }

  private String proxy() {
    var port = LocalPrometheus.freePort();
    var proxy = start("kubectl", "proxy", "--port=" + port);
    Command.awaitUntil("kubectl proxy answers", LIMIT, () -> proxy.text().contains("Starting"));
    return "http://127.0.0.1:" + port;
  }

  private int kubeStateMetrics(String apiServer) {
    var port = LocalPrometheus.freePort();
    start(
        "kube-state-metrics",
        "--apiserver=" + apiServer,
        "--resources=cronjobs,jobs",
        "--namespaces=" + stack.namespace(),
        "--host=127.0.0.1",
        "--port=" + port,
        "--telemetry-host=127.0.0.1",
        "--telemetry-port=" + LocalPrometheus.freePort());
    return port;
  }

  private boolean isConfigured() {
    if (!operator.isAlive()) {
      throw new AssertionError(operator.text());
    }
    return configuration().contains("podMonitor/" + stack.namespace() + "/etcd")
        && !rules().isEmpty();
  }

  /** What the operator wrote; empty as long as it did not. */
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
    if (map.exitCode() != 0 || map.output().isBlank()) {
      return Map.of();
    }
    try {
      return new ObjectMapper().readerForMapOf(String.class).readValue(map.output());
    } catch (IOException malformed) {
      throw new UncheckedIOException(malformed);
    }
  }

  private String hostConfiguration() throws IOException {
    var configuration = (ObjectNode) YAML.readTree(configuration());
    for (var job : configuration.path("scrape_configs")) {
      if (((ObjectNode) job).remove("kubernetes_sd_configs") != null) {
        var found = ((ObjectNode) job).putArray("file_sd_configs").addObject();
        found.putArray("files").add(folder.resolve("pods.json").toString());
      }
    }
    var ruleFiles = Files.createDirectory(folder.resolve("rules"));
    configuration.putArray("rule_files").add(ruleFiles + "/*.yaml");
    for (var file : rules().entrySet()) {
      Files.writeString(ruleFiles.resolve(file.getKey()), file.getValue());
    }
    return YAML.writeValueAsString(configuration)
        .replace("$(SHARD)", "0")
        .replace("$(POD_NAME)", "prometheus-watch-0");
  }

  private Command start(String... words) {
    var process = Command.start(folder, Map.of(), List.of(words));
    processes.add(process);
    return process;
  }

  private void end() {
    Collections.reverse(processes);
    processes.forEach(Command::kill);
  }

  @Override
  public void close() {
    prometheus.close();
    pods.close();
    end();
  }
}

package greptimedb.etcd.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Debian's Prometheus as a process of this machine. */
public final class LocalPrometheus implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final int port = freePort();
  private final Command process;

  private LocalPrometheus(Path folder, Path configuration) {
    this.process =
        Command.start(
            folder,
            Map.of(),
            List.of(
                "prometheus",
                "--config.file=" + configuration,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port));
  }

  /**
   * Starts it and waits until it answers.
   *
   * @param folder for its data
   * @param configuration text of its configuration file
   */
  public static LocalPrometheus start(Path folder, String configuration) throws IOException {
    var file = Files.writeString(folder.resolve("prometheus.yaml"), configuration);
    var prometheus = new LocalPrometheus(folder, file);
    try {
      Command.awaitUntil("Prometheus is ready", LIMIT, prometheus::isReady);
      return prometheus;
    } catch (AssertionError failed) {
      prometheus.close();
      throw failed;
    }
  }

  private boolean isReady() {
    if (!process.isAlive()) {
      throw new AssertionError(process.text());
    }
    return process.text().contains("Server is ready to receive web requests");
  }

  /** The series of an instant query, each with its {@code metric} and {@code value}. */
  public List<JsonNode> query(String expression) {
    return series("/api/v1/query?query=" + encoded(expression), expression);
  }

  /** The series of a query over time, each with its {@code metric} and {@code values}. */
  public List<JsonNode> query(String expression, Instant from, Instant to, Duration step) {
    return series(
        "/api/v1/query_range?query=%s&start=%d&end=%d&step=%d"
            .formatted(
                encoded(expression), from.getEpochSecond(), to.getEpochSecond(), step.toSeconds()),
        expression);
  }

  /** The states of an alert: {@code pending}, {@code firing}. */
  public List<String> states(String alert) {
    return list(get("/api/v1/alerts").path("data").path("alerts")).stream()
        .filter(active -> active.path("labels").path("alertname").asText().equals(alert))
        .map(active -> active.path("state").asText())
        .toList();
  }

  private List<JsonNode> series(String path, String expression) {
    var answer = get(path);
    if (!answer.path("status").asText().equals("success")) {
      throw new AssertionError(expression + ": " + answer);
    }
    return list(answer.path("data").path("result"));
  }

  private JsonNode get(String path) {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
    try {
      return JSON.readTree(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
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

  private static String encoded(String expression) {
    return URLEncoder.encode(expression, StandardCharsets.UTF_8);
  }

  /** A port of loopback that nobody listens on. */
  static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public void close() {
    process.kill();
  }
}

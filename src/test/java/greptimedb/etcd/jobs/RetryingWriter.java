package greptimedb.etcd.jobs;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** A client that writes one key after the other, each until some member takes it, as clients do. */
public final class RetryingWriter implements AutoCloseable {
  private final HttpClient client;
  private final List<String> endpoints;
  private final String prefix;
  private final Duration patience;
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final Thread thread = new Thread(this::write, "retrying-writer");
  private int written;
  private int retries;
  private int endpoint;
  private Duration longest = Duration.ZERO;

  private RetryingWriter(String endpoints, String prefix, Duration patience) {
    this.endpoints = List.of(endpoints.split(",", -1));
    this.prefix = prefix;
    this.patience = patience;
    this.client = HttpClient.newBuilder().connectTimeout(patience).build();
  }

  /** What it did: the longest stall is the longest time that one key took, with its retries. */
  public record Report(int written, int retries, Duration longestStall) {}

  /** Starts to write keys {@code written-000000} and so on, and waits 2 s for each answer. */
  public static RetryingWriter start(String endpoints) {
    return start(endpoints, "written-", Duration.ofSeconds(2));
  }

  /**
   * Starts to write keys {@code prefix000000} and so on.
   *
   * @param endpoints {@code host:port}, comma-separated; after a failure the next one is tried
   * @param patience how long an answer is waited for before the key is written once more
   */
  public static RetryingWriter start(String endpoints, String prefix, Duration patience) {
    var writer = new RetryingWriter(endpoints, prefix, patience);
    writer.thread.start();
    return writer;
  }

  /** Stops after the key that it is at; every one that it began is written then. */
  public Report stop() {
    stopped.set(true);
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
    return new Report(written, retries, longest);
  }

  private void write() {
    while (!stopped.get()) {
      var start = System.nanoTime();
      while (!put("%s%06d".formatted(prefix, written))) {
        retries++;
        endpoint = (endpoint + 1) % endpoints.size();
      }
      var took = Duration.ofNanos(System.nanoTime() - start);
      longest = took.compareTo(longest) > 0 ? took : longest;
      written++;
    }
  }

  private boolean put(String key) {
    var encoded = Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    var body = "{\"key\":\"%s\",\"value\":\"%s\"}".formatted(encoded, encoded);
    var request =
        HttpRequest.newBuilder(URI.create("http://" + endpoints.get(endpoint) + "/v3/kv/put"))
            .timeout(patience)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException refused) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  @Override
  public void close() {
    stop();
  }
}

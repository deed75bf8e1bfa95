package greptimedb.etcd.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Many keys at once, through etcd's JSON gateway: {@code bulk/000000} and so on. */
final class BulkKeys {
  /** Of all keys. */
  static final String PREFIX = "bulk/";

  /** The most that etcd takes in one transaction. */
  private static final int BATCH = 128;

  private static final String VALUE = encoded("x".repeat(64));

  private BulkKeys() {}

  /**
   * Writes them.
   *
   * @param address of a member, {@code host:port}
   */
  static void write(String address, int count) {
    var client = HttpClient.newHttpClient();
    for (var first = 0; first < count; first += BATCH) {
      var puts =
          IntStream.range(first, Math.min(first + BATCH, count))
              .mapToObj(BulkKeys::put)
              .collect(Collectors.joining(","));
      post(client, "http://" + address + "/v3/kv/txn", "{\"success\":[" + puts + "]}");
    }
  }

  private static void post(HttpClient client, String address, String body) {
    try {
      var request =
          HttpRequest.newBuilder(URI.create(address))
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      var answer = client.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200 || !answer.body().contains("\"succeeded\":true")) {
        throw new AssertionError("%d %s".formatted(answer.statusCode(), answer.body()));
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  private static String put(int number) {
    return "{\"requestPut\":{\"key\":\"%s\",\"value\":\"%s\"}}"
        .formatted(encoded(PREFIX + "%06d".formatted(number)), VALUE);
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}

package greptimedb.etcd.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A member's HTTP gateway: much faster than a process of etcdctl for each key. */
final class EtcdGateway {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client;
  private final String endpoint;
  private final Duration patience;

  /**
   * Nothing is asked yet.
   *
   * @param client asks
   * @param endpoint host:port
   * @param patience how long an answer may take
   */
  EtcdGateway(HttpClient client, String endpoint, Duration patience) {
    this.patience = patience;
    this.client = client;
    this.endpoint = endpoint;
  }

  /** Puts a key and answers the revision. */
  long put(String key, String value) {
    var body = "{\"key\":\"%s\",\"value\":\"%s\"}".formatted(encode(key), encode(value));
    return call("/v3/kv/put", body).at("/header/revision").asLong();
  }

  /** Puts {@code prefix + 000000} and so on, a hundred in a transaction. */
  void putMany(String prefix, int count, String value) {
    for (var from = 0; from < count; from += 100) {
      var operations =
          IntStream.range(from, Math.min(from + 100, count))
              .mapToObj(
                  number ->
                      "{\"requestPut\":{\"key\":\"%s\",\"value\":\"%s\"}}"
                          .formatted(encode("%s%06d".formatted(prefix, number)), encode(value)))
              .collect(Collectors.joining(","));
      call("/v3/kv/txn", "{\"success\":[" + operations + "]}");
    }
  }

  /** The value of a key at the present. */
  Optional<String> get(String key) {
    var found = call("/v3/kv/range", "{\"key\":\"%s\"}".formatted(encode(key))).path("kvs");
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(decode(found.get(0).path("value").asText()));
  }

  /** All keys with a prefix, sorted. */
  List<String> keys(String prefix) {
    var end =
        prefix.substring(0, prefix.length() - 1) + (char) (prefix.charAt(prefix.length() - 1) + 1);
    var body =
        "{\"key\":\"%s\",\"range_end\":\"%s\",\"keys_only\":true}"
            .formatted(encode(prefix), encode(end));
    var keys = new ArrayList<String>();
    call("/v3/kv/range", body).path("kvs").forEach(kv -> keys.add(decode(kv.path("key").asText())));
    return keys;
  }

  /** The revision of the present state. */
  long revision() {
    return call("/v3/kv/range", "{\"key\":\"%s\",\"count_only\":true}".formatted(encode("x")))
        .at("/header/revision")
        .asLong();
  }

  /** A snapshot of the member, which sends no faster than it is read. */
  InputStream snapshot() {
    var request =
        HttpRequest.newBuilder(URI.create("http://" + endpoint + "/v3/maintenance/snapshot"))
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofInputStream()).body();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  /** Raises an alarm of a member, as etcd does by itself: {@code NOSPACE} or {@code CORRUPT}. */
  void raise(String alarm, String member) {
    call(
        "/v3/maintenance/alarm",
        "{\"action\": \"ACTIVATE\", \"memberID\": \"%s\", \"alarm\": \"%s\"}"
            .formatted(member, alarm));
  }

  /**
   * Posts a request.
   *
   * @throws UncheckedIOException if there is no answer, or another status than 200
   */
  JsonNode call(String path, String body) {
    var request =
        HttpRequest.newBuilder(URI.create("http://" + endpoint + path))
            .timeout(patience)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      var response = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IOException(path + ": " + response.statusCode() + ": " + response.body());
      }
      return JSON.readTree(response.body());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  private static String encode(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String decode(String text) {
    return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
  }
}

package greptimedb.etcd.ops.doctor.look;

import greptimedb.etcd.ops.console.Json;
import greptimedb.etcd.ops.console.OpsException;
import greptimedb.etcd.ops.console.Reason;
import greptimedb.etcd.ops.doctor.check.Clocks.Difference;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The first question to a cluster, {@code GET /version}: it needs no rights. */
public final class ApiServer {
  private static final long PATIENCE_SECONDS = 10;

  private final KubernetesClient client;

  ApiServer(KubernetesClient client) {
    this.client = client;
  }

  /**
   * What it answered.
   *
   * @param version of Kubernetes; empty if it gave none
   * @param trouble why it gave none; empty text otherwise
   * @param clock from the answer's header Date
   */
  public record Greeting(Optional<String> version, String trouble, Optional<Difference> clock) {}

  Greeting greet() {
    var asked = Instant.now();
    try {
      var response = version();
      if (response.code() != HttpURLConnection.HTTP_OK) {
        return silent("HTTP status " + response.code());
      }
      var version = new Json().parse(response.body(), "/version").path("gitVersion").asText();
      return new Greeting(
          Optional.of(version),
          "",
          date(response)
              .map(date -> Clock.wholeSeconds("the API server", date, asked, Instant.now())));
    } catch (ExecutionException failed) {
      return silent(Reason.of(failed));
    } catch (OpsException strange) {
      return silent(strange.getMessage());
    } catch (TimeoutException late) {
      return silent("no answer within %d s".formatted(PATIENCE_SECONDS));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return silent("interrupted");
    }
  }

  private HttpResponse<String> version()
      throws ExecutionException, TimeoutException, InterruptedException {
    var http = client.getHttpClient();
    var address = URI.create(client.getMasterUrl().toString()).resolve("version");
    var request = http.newHttpRequestBuilder().uri(address).build();
    return http.sendAsync(request, String.class).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private static Optional<Instant> date(HttpResponse<String> response) {
    try {
      return response.headers("Date").stream()
          .findFirst()
          .map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME))
          .map(ZonedDateTime::toInstant);
    } catch (DateTimeParseException none) {
      return Optional.empty();
    }
  }

  private static Greeting silent(String trouble) {
    return new Greeting(Optional.empty(), trouble, Optional.empty());
  }
}

package greptimedb.etcd.ops.doctor.look;

import greptimedb.etcd.ops.console.Json;
import greptimedb.etcd.ops.console.Reason;
import greptimedb.etcd.ops.doctor.check.Sources.Answer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Asks registries (OCI distribution specification) whether they have a manifest, and repositories
 * of charts whether they are there. Nothing is downloaded. Without credentials: a token for
 * anonymous pulls is asked for where a registry wants one.
 */
public final class Registry {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final String MANIFESTS =
      "application/vnd.oci.image.manifest.v1+json, application/vnd.oci.image.index.v1+json,"
          + " application/vnd.docker.distribution.manifest.v2+json,"
          + " application/vnd.docker.distribution.manifest.list.v2+json";

  /** Helm, like containerd, speaks plain HTTP to this machine only. */
  private static final Pattern LOOPBACK =
      Pattern.compile("(localhost|127\\.[\\d.]+|\\[::1])(:\\d+)?");

  /** Docker Hub's registry is another host than its images' names say. */
  private static final Map<String, String> HOSTS = Map.of("docker.io", "registry-1.docker.io");

  private static final Pattern PARAMETER = Pattern.compile("(\\w+)=\"([^\"]*)\"");

  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();

  /**
   * Asks for a manifest.
   *
   * @param registry host, with a port if it is not 443
   * @param repository path there
   * @param reference a tag or a digest
   */
  public Answer manifest(String registry, String repository, String reference) {
    var scheme = LOOPBACK.matcher(registry).matches() ? "http" : "https";
    var address =
        "%s://%s/v2/%s/manifests/%s"
            .formatted(scheme, HOSTS.getOrDefault(registry, registry), repository, reference);
    return asked(
        address,
        () -> {
          var answer = head(address, Optional.empty());
          if (answer.statusCode() != 401) {
            return answer.statusCode();
          }
          var token = token(answer);
          return token.isPresent() ? head(address, token).statusCode() : answer.statusCode();
        });
  }

  /**
   * Asks for the index of an HTTP repository of charts.
   *
   * @param repository its address
   */
  public Answer index(String repository) {
    var address = repository.replaceFirst("/*$", "") + "/index.yaml";
    return asked(address, () -> head(address, Optional.empty()).statusCode());
  }

  /** What is asked of a server. */
  private interface Question {
    int status() throws IOException, InterruptedException;
  }

  private static Answer asked(String address, Question question) {
    try {
      return Answer.of(question.status());
    } catch (ConnectException refused) {
      // The JDK's own has no words.
      return Answer.none("no connection to " + URI.create(address).getAuthority());
    } catch (IOException unreachable) {
      return Answer.none(Reason.of(unreachable));
    } catch (IllegalArgumentException malformed) {
      return Answer.none(address + " is no address");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new Unasked("interrupted");
    }
  }

  private HttpResponse<Void> head(String address, Optional<String> token)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(address))
            .timeout(PATIENCE)
            .header("Accept", MANIFESTS)
            .method("HEAD", HttpRequest.BodyPublishers.noBody());
    token.ifPresent(known -> request.header("Authorization", "Bearer " + known));
    return http.send(request.build(), BodyHandlers.discarding());
  }

  /** For anonymous pulls, from where the challenge says (RFC 6750). */
  private Optional<String> token(HttpResponse<?> challenged)
      throws IOException, InterruptedException {
    var challenge = challenged.headers().firstValue("WWW-Authenticate").orElse("");
    if (!challenge.startsWith("Bearer ")) {
      return Optional.empty();
    }
    var parameters =
        PARAMETER
            .matcher(challenge)
            .results()
            .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));
    var query =
        parameters.entrySet().stream()
            .filter(entry -> !entry.getKey().equals("realm"))
            .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
            .collect(Collectors.joining("&"));
    var request =
        HttpRequest.newBuilder(URI.create(parameters.getOrDefault("realm", "") + "?" + query))
            .timeout(PATIENCE)
            .build();
    var answer = http.send(request, BodyHandlers.ofString());
    var tokens = new Json().parse(answer.body(), "the registry's token");
    return Optional.of(tokens.path("token").asText(tokens.path("access_token").asText()))
        .filter(token -> !token.isEmpty());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}

package greptimedb.etcd.dashboard;

import greptimedb.etcd.config.monitoring.DashboardSource;
import greptimedb.etcd.config.monitoring.ImportedDashboard;
import greptimedb.etcd.config.reading.ConfigurationException;
import greptimedb.etcd.config.reading.Problem;
import greptimedb.etcd.model.Sha256;
import greptimedb.etcd.model.monitoring.DashboardJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Gets the JSON of a dashboard that somebody published, and checks that it is the recorded one. */
public final class DashboardLoader {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration WHOLE = Duration.ofSeconds(20);

  /** What a ConfigMap can hold, less room for its metadata. */
  private static final int LARGEST = 1_000_000;

  private final DashboardCache cache;

  /** A loader that keeps what it downloaded. */
  public DashboardLoader(DashboardCache cache) {
    this.cache = cache;
  }

  /**
   * A dashboard.
   *
   * @param json what it is
   * @param sha256 of the text that it was read from, to be recorded
   */
  public record Loaded(DashboardJson json, String sha256) {}

  /**
   * Reads the file, or downloads, unless the recorded sha256 is in the cache.
   *
   * @throws ConfigurationException if it cannot be had, is another one than recorded, or no
   *     dashboard
   */
  public Loaded load(ImportedDashboard imported) {
    var kept = imported.sha256().flatMap(cache::get);
    var text = kept.orElseGet(() -> text(imported));
    var sha256 = Sha256.of(text);
    imported
        .sha256()
        .filter(recorded -> !recorded.equals(sha256))
        .ifPresent(
            recorded -> {
              throw refusal(
                  "sha256",
                  recorded,
                  "the JSON from %s has sha256 %s: it is another one than was recorded"
                      .formatted(shown(imported.source()), sha256));
            });
    if (text.length() > LARGEST) {
      throw refusal(
          "id",
          Integer.toString(imported.id()),
          "the JSON has %,d characters, more than a ConfigMap can hold".formatted(text.length()));
    }
    var json =
        DashboardJson.parse(text)
            .orElseThrow(
                () ->
                    refusal(
                        key(imported.source()),
                        shown(imported.source()),
                        "is not the JSON of a dashboard"));
    if (kept.isEmpty() && !(imported.source() instanceof DashboardSource.File)) {
      cache.put(sha256, text);
    }
    return new Loaded(json, sha256);
  }

  private static String text(ImportedDashboard imported) {
    var source = imported.source();
    if (source instanceof DashboardSource.File file) {
      return read(file.path());
    }
    return download(imported, address(source));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw refusal(
          "file", file.toString(), "cannot be read; expected the JSON of a dashboard there");
    }
  }

  private static String download(ImportedDashboard imported, URI address) {
    var client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    var request = HttpRequest.newBuilder(address).timeout(WHOLE).GET().build();
    try {
      var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() == 404) {
        throw refusal(
            "revision",
            Integer.toString(imported.revision()),
            "there is no dashboard %d with this revision at %s (404)"
                .formatted(imported.id(), address));
      }
      if (answer.statusCode() != 200) {
        throw unavailable(imported.source(), "answered %d".formatted(answer.statusCode()));
      }
      return answer.body();
    } catch (IOException unreachable) {
      throw unavailable(imported.source(), "cannot be reached (%s)".formatted(reason(unreachable)));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw unavailable(imported.source(), "was interrupted");
    }
  }

  private static String reason(IOException unreachable) {
    return unreachable.getMessage() == null
        ? unreachable.getClass().getSimpleName()
        : unreachable.getMessage();
  }

  private static ConfigurationException unavailable(DashboardSource source, String what) {
    return refusal(
        key(source),
        shown(source),
        what + "; set monitoring.dashboard.url to a mirror, or file to a copy of the JSON");
  }

  private static String key(DashboardSource source) {
    return source instanceof DashboardSource.File ? "file" : "url";
  }

  private static String shown(DashboardSource source) {
    return source instanceof DashboardSource.File file
        ? file.path().toString()
        : address(source).toString();
  }

  private static URI address(DashboardSource source) {
    if (source instanceof DashboardSource.Mirror mirror) {
      return mirror.address();
    }
    return ((DashboardSource.Published) source).address();
  }

  private static ConfigurationException refusal(String key, String value, String expected) {
    return new ConfigurationException(
        List.of(new Problem("monitoring.dashboard." + key, value, expected)));
  }
}

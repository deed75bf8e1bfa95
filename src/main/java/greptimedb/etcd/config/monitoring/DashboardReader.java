package greptimedb.etcd.config.monitoring;

import greptimedb.etcd.config.reading.Section;
import greptimedb.etcd.config.value.ObjectName;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the block {@code monitoring.dashboard}. */
final class DashboardReader {
  private static final String PUBLISHED =
      "https://grafana.com/api/dashboards/{id}/revisions/{revision}/download";
  private static final String ADDRESS =
      "expected an http:// or https:// address; {id} and {revision} in it stand for the"
          + " dashboard's";
  private static final Set<String> SCHEMES = Set.of("http", "https");
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-fA-F]{64}");

  private final Section dashboard;

  DashboardReader(Section monitoring) {
    this.dashboard = monitoring.section("dashboard");
  }

  DashboardConfiguration read() {
    return new DashboardConfiguration(
        dashboard.flag("own").orElse(true),
        imported(),
        dashboard
            .parsed("via", DashboardRoute.EXPECTED, DashboardRoute::parse)
            .orElse(DashboardRoute.SIDECAR),
        dashboard.text("datasource").orElse("prometheus"),
        dashboard.text("folder"),
        grafana());
  }

  /** Its parts are read in any case, so that what is wrong in them is told. */
  private Optional<ImportedDashboard> imported() {
    var id = dashboard.integer("id", 1, Integer.MAX_VALUE);
    var revision = dashboard.integer("revision", 1, 100_000).orElse(1);
    var source = source(id.orElse(1), revision);
    var sha256 =
        dashboard.parsed(
            "sha256",
            "expected 64 hexadecimal digits",
            text ->
                Optional.of(text.toLowerCase(Locale.ROOT))
                    .filter(digits -> SHA_256.matcher(digits).matches()));
    var datasources =
        dashboard.has("datasources") ? dashboard.labels("datasources") : Map.<String, String>of();
    if (!dashboard.has("id")) {
      Stream.of("revision", "url", "file", "sha256", "datasources")
          .filter(dashboard::has)
          .forEach(
              key ->
                  dashboard.refuse(
                      key, "expected dashboard.id beside it: without id nothing is imported"));
    }
    return id.map(number -> new ImportedDashboard(number, revision, source, sha256, datasources));
  }

  private DashboardSource source(int id, int revision) {
    if (dashboard.has("file") && dashboard.has("url")) {
      dashboard.refuse("file", "expected either file or url");
    }
    var mirror =
        dashboard
            .parsed("url", ADDRESS, text -> address(text, id, revision))
            .<DashboardSource>map(DashboardSource.Mirror::new);
    return dashboard
        .parsed("file", "expected the path of a file", DashboardReader::path)
        .<DashboardSource>map(DashboardSource.File::new)
        .or(() -> mirror)
        .orElseGet(
            () -> new DashboardSource.Published(address(PUBLISHED, id, revision).orElseThrow()));
  }

  private GrafanaInstance grafana() {
    var grafana = dashboard.section("grafana");
    return new GrafanaInstance(
        grafana
            .parsed(
                "address", "expected an http:// or https:// address", text -> address(text, 1, 1))
            .orElse(URI.create("http://prometheus-grafana.monitoring.svc")),
        grafana
            .parsed("secret", ObjectName.EXPECTED, ObjectName::parse)
            .orElse("prometheus-grafana"),
        grafana.text("image").orElse("docker.io/curlimages/curl:8.11.1"),
        grafana.has("labels") ? grafana.labels("labels") : Map.of("dashboards", "grafana"));
  }

  private static Optional<URI> address(String text, int id, int revision) {
    try {
      var address =
          new URI(
              text.replace("{id}", Integer.toString(id))
                  .replace("{revision}", Integer.toString(revision)));
      return Optional.of(address)
          .filter(uri -> uri.getHost() != null && SCHEMES.contains(uri.getScheme()));
    } catch (URISyntaxException malformed) {
      return Optional.empty();
    }
  }

  private static Optional<Path> path(String text) {
    try {
      return Optional.of(Path.of(text));
    } catch (InvalidPathException malformed) {
      return Optional.empty();
    }
  }
}

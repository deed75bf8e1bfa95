package greptimedb.etcd.ops.diff.read;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import greptimedb.etcd.config.cluster.ChartReference;
import greptimedb.etcd.model.stack.WantedRelease;
import greptimedb.etcd.ops.cluster.Manifest;
import greptimedb.etcd.ops.console.OpsException;
import greptimedb.etcd.ops.diff.compare.Secrets;
import greptimedb.etcd.ops.diff.compare.SideObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Renders charts by Helm itself, as a library in this process. A chart that is not on this machine
 * is fetched each time, as by the provider. Hooks are no part of it: they run and go.
 */
public final class ChartRenderer {
  private static final String REPOSITORY = "greptimedb-etcd";

  private final Path project;
  private final Map<WantedRelease, String> rendered = new HashMap<>();

  /** For charts whose relative paths begin in the project's folder. */
  public ChartRenderer(Path project) {
    this.project = project;
  }

  /** Loads the library, which takes a moment. */
  public void load() {
    try {
      Helm.version().call();
    } catch (IllegalStateException | UnsatisfiedLinkError unusable) {
      throw OpsException.unreadable("Helm's library cannot be used", unusable);
    }
  }

  /**
   * The objects that the chart makes of a release's values.
   *
   * @param secrets that the values have: Helm's message may show some
   * @throws OpsException with Helm's own message, when the chart cannot be had or does not render
   */
  public synchronized List<SideObject> render(WantedRelease release, Secrets secrets) {
    var manifest = rendered.computeIfAbsent(release, wanted -> manifest(wanted, secrets));
    return new Manifest()
        .objects(manifest, release.namespace()).stream()
            .map(object -> SideObject.of(release.name(), object))
            .toList();
  }

  private String manifest(WantedRelease release, Secrets secrets) {
    try {
      var folder = Files.createTempDirectory("greptimedb-etcd-chart");
      try {
        // Only this user can read a temporary folder: the values may hold secrets.
        var values = folder.resolve("values.json");
        new ObjectMapper().writeValue(values.toFile(), release.values());
        return template(release.chart(), folder.resolve("repositories.yaml"))
            .withName(release.name())
            .withNamespace(release.namespace())
            .withValuesFile(values)
            .call();
      } finally {
        delete(folder);
      }
    } catch (IllegalStateException refused) {
      throw OpsException.unreadable(
          "release %s, chart %s: %s"
              .formatted(release.name(), shown(release.chart()), secrets.masked(oneLine(refused))));
    } catch (IOException unwritable) {
      throw OpsException.unreadable("no temporary folder can be written", unwritable);
    }
  }

  private TemplateCommand template(ChartReference chart, Path repositories) {
    if (chart.isLocal()) {
      return new Helm(project.resolve(chart.reference())).template();
    }
    return chart
        .repository()
        .map(address -> fromRepository(chart, address, repositories))
        .orElseGet(() -> Helm.template(chart.reference()))
        .withVersion(chart.version());
  }

  private static TemplateCommand fromRepository(
      ChartReference chart, String address, Path repositories) {
    Helm.repo()
        .add()
        .withRepositoryConfig(repositories)
        .withName(REPOSITORY)
        .withUrl(URI.create(address))
        .call();
    return Helm.template(REPOSITORY + "/" + chart.reference()).withRepositoryConfig(repositories);
  }

  private static String shown(ChartReference chart) {
    var from = chart.repository().map(address -> " of " + address).orElse("");
    return chart.isLocal()
        ? chart.reference()
        : "%s %s%s".formatted(chart.reference(), chart.version(), from);
  }

  /** Helm's messages run over several lines where several values are wrong. */
  private static String oneLine(IllegalStateException refused) {
    return String.valueOf(refused.getMessage())
        .replace("Use --debug flag to render out invalid YAML", "")
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining(" "));
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}

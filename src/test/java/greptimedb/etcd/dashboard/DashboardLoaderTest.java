package greptimedb.etcd.dashboard;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import greptimedb.etcd.config.monitoring.DashboardSource;
import greptimedb.etcd.config.monitoring.ImportedDashboard;
import greptimedb.etcd.config.reading.ConfigurationException;
import greptimedb.etcd.model.Sha256;
import greptimedb.etcd.model.monitoring.DashboardJson;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Downloads from a stub of grafana.com. */
class DashboardLoaderTest {
  private static final String PATH = "/api/dashboards/15308/revisions/1/download";
  private static final String JSON =
      "{\"__inputs\": [{\"name\": \"DS_ANY\", \"type\": \"datasource\", \"pluginId\":"
          + " \"prometheus\"}], \"panels\": []}";

  @RegisterExtension
  static WireMockExtension grafana =
      WireMockExtension.newInstance().options(options().dynamicPort()).build();

  @TempDir Path folder;
  private DashboardLoader loader;

  @BeforeEach
  void start() {
    loader = new DashboardLoader(new DashboardCache(folder.resolve("cache")));
  }

  @Test
  void downloadsThePinnedRevisionAndTellsItsSha256() {
    // given
    grafana.stubFor(get(PATH).willReturn(okJson(JSON)));

    // when
    var loaded = loader.load(published(Optional.empty()));

    // then
    assertThat(loaded.sha256()).isEqualTo(Sha256.of(JSON));
    assertThat(loaded.json().inputs())
        .extracting(DashboardJson.Input::name)
        .containsExactly("DS_ANY");
  }

  @Test
  void downloadsARecordedDashboardOnce() {
    // given
    grafana.stubFor(get(PATH).willReturn(okJson(JSON)));

    // when
    loader.load(published(Optional.of(Sha256.of(JSON))));
    loader.load(published(Optional.of(Sha256.of(JSON))));

    // then
    grafana.verify(1, getRequestedFor(urlEqualTo(PATH)));
  }

  @Test
  void aDamagedCacheIsDownloadedAnew() throws IOException {
    // given
    var sha256 = Sha256.of(JSON);
    grafana.stubFor(get(PATH).willReturn(okJson(JSON)));
    loader.load(published(Optional.of(sha256)));
    Files.writeString(folder.resolve("cache").resolve(sha256 + ".json"), "{");

    // when
    loader.load(published(Optional.of(sha256)));

    // then
    grafana.verify(2, getRequestedFor(urlEqualTo(PATH)));
  }

  @Test
  void refusesAnotherDashboardThanTheRecordedOne() {
    grafana.stubFor(get(PATH).willReturn(okJson(JSON)));

    refused(
        published(Optional.of("0".repeat(64))),
        "monitoring.dashboard.sha256: "
            + "0".repeat(64)
            + ": the JSON from "
            + grafana.url(PATH)
            + " has sha256 "
            + Sha256.of(JSON));
  }

  @Test
  void saysThatARevisionIsUnknown() {
    grafana.stubFor(get(PATH).willReturn(aResponse().withStatus(404)));

    refused(
        published(Optional.empty()),
        "monitoring.dashboard.revision: 1: there is no dashboard 15308 with this revision at "
            + grafana.url(PATH)
            + " (404)");
  }

  @Test
  void saysWhatElseToDoWhereTheDownloadFails() {
    grafana.stubFor(get(PATH).willReturn(aResponse().withStatus(503)));

    refused(
        published(Optional.empty()),
        "answered 503; set monitoring.dashboard.url to a mirror, or file to a copy of the JSON");
  }

  @Test
  void saysWhatElseToDoWhereNobodyAnswers() {
    refused(
        imported(
            new DashboardSource.Published(URI.create("http://127.0.0.1:1/none")), Optional.empty()),
        "monitoring.dashboard.url: http://127.0.0.1:1/none: cannot be reached");
  }

  @Test
  void refusesWhatIsNoDashboard() {
    grafana.stubFor(get(PATH).willReturn(okJson("{\"message\": \"sign in\"}")));

    refused(published(Optional.empty()), "is not the JSON of a dashboard");
  }

  @Test
  void readsAFile() throws IOException {
    // given
    var file = Files.writeString(folder.resolve("etcd.json"), JSON);

    // then
    assertThat(loader.load(imported(new DashboardSource.File(file), Optional.empty())).sha256())
        .isEqualTo(Sha256.of(JSON));
    refused(
        imported(new DashboardSource.File(folder.resolve("none.json")), Optional.empty()),
        "monitoring.dashboard.file: " + folder.resolve("none.json") + ": cannot be read");
  }

  private void refused(ImportedDashboard imported, String message) {
    assertThatThrownBy(() -> loader.load(imported))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(message);
  }

  private static ImportedDashboard published(Optional<String> sha256) {
    return imported(new DashboardSource.Published(URI.create(grafana.url(PATH))), sha256);
  }

  private static ImportedDashboard imported(DashboardSource source, Optional<String> sha256) {
    return new ImportedDashboard(15308, 1, source, sha256, Map.of());
  }
}

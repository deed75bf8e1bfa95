package greptimedb.etcd.model.monitoring;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.BasicCredentials;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import greptimedb.etcd.cluster.Command;
import greptimedb.etcd.model.KubernetesObject;
import greptimedb.etcd.model.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The Job's script against a stub of Grafana, with this machine's shell and curl; and when the Job
 * is another one.
 */
class DashboardImportTest {
  private static final String DOWNLOAD = "/api/gnet/dashboards/15308/revisions/1/download";
  private static final String IMPORT = "/api/dashboards/import";
  private static final Map<String, String> ADMIN =
      Map.of("GRAFANA_USER", "admin", "GRAFANA_PASSWORD", "pass\"wo\\rd");

  @RegisterExtension
  static WireMockExtension grafana =
      WireMockExtension.newInstance().options(options().dynamicPort()).build();

  @TempDir Path folder;

  @Test
  void importsThePublishedDashboardAsTheImportPageDoes() throws IOException {
    // given
    grafana.stubFor(get(DOWNLOAD).willReturn(okJson("{\"title\": \"etcd\", \"panels\": []}")));
    grafana.stubFor(post(IMPORT).willReturn(okJson("{}")));

    // when
    var run = run("{id: 15308, via: api, own: false, folder: metadata, datasource: prom}", ADMIN);

    // then
    assertThat(run.exitCode()).as(run.output()).isZero();
    grafana.verify(
        postRequestedFor(urlEqualTo(IMPORT))
            .withBasicAuth(new BasicCredentials("admin", "pass\"wo\\rd"))
            .withRequestBody(
                equalToJson(
                    """
                    {"dashboard": {"title": "etcd", "panels": []}, "overwrite": true, "folderUid": "metadata",
                     "inputs": [{"name": "*", "type": "datasource", "pluginId": "prometheus", "value": "prom"}]}
                    """)));
  }

  @Test
  void tellsGrafanaEveryInput() throws IOException {
    // given: as grafana.com sends them, over several lines
    grafana.stubFor(
        get(DOWNLOAD)
            .willReturn(
                okJson(
                    """
                    {
                      "__inputs": [
                        {"name": "DS_ETCD", "label": "etcd", "type": "datasource", "pluginId": "prometheus", "pluginName": "Prometheus"},
                        {"name": "DS_LOGS", "type": "datasource", "pluginId": "loki"},
                        {
                          "name": "VAR_JOB", "type": "constant",
                          "value": "etcd"
                        }
                      ],
                      "panels": []
                    }
                    """)));
    grafana.stubFor(post(IMPORT).willReturn(okJson("{}")));

    // when
    var run = run("{id: 15308, via: api, own: false, datasources: {DS_LOGS: loki-uid}}", ADMIN);

    // then
    assertThat(run.exitCode()).as(run.output()).isZero();
    grafana.verify(
        postRequestedFor(urlEqualTo(IMPORT))
            .withRequestBody(
                matchingJsonPath(
                    "$.inputs",
                    equalToJson(
                        """
                        [{"name": "VAR_JOB", "type": "constant", "value": "etcd"},
                         {"name": "DS_LOGS", "type": "datasource", "value": "loki-uid"},
                         {"name": "DS_LOGS", "type": "constant", "value": "loki-uid"},
                         {"name": "*", "type": "datasource", "pluginId": "prometheus", "value": "prometheus"}]
                        """))));
  }

  @Test
  void namesAnInputWithoutDataSource() throws IOException {
    // given
    grafana.stubFor(
        get(DOWNLOAD)
            .willReturn(
                okJson(
                    "{\"__inputs\":[{\"name\":\"DS_LOGS\",\"type\":\"datasource\",\"pluginId\":\"loki\"}],\"panels\":[]}")));

    // when
    var run = run("{id: 15308, via: api, own: false}", ADMIN);

    // then
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.output())
        .contains(
            "dashboard 15308/1 asks for a data source of loki under the name DS_LOGS: expected its"
                + " uid in monitoring.dashboard.datasources: {DS_LOGS: ...}");
    grafana.verify(0, postRequestedFor(urlEqualTo(IMPORT)));
  }

  @Test
  void importsOnlyTheDashboardThatWasRecorded() throws IOException {
    // given
    var json = "{\"panels\": []}";
    grafana.stubFor(get(DOWNLOAD).willReturn(okJson(json)));
    grafana.stubFor(post(IMPORT).willReturn(okJson("{}")));
    var recorded = "{id: 15308, via: api, own: false, sha256: \"%s\"}";

    // when
    var right = run(recorded.formatted(Sha256.of(json)), ADMIN);
    var wrong = run(recorded.formatted("0".repeat(64)), ADMIN);

    // then
    assertThat(right.exitCode()).as(right.output()).isZero();
    assertThat(wrong.exitCode()).isEqualTo(1);
    assertThat(wrong.output())
        .contains(
            "dashboard 15308/1 has sha256 "
                + Sha256.of(json)
                + ": it is another one than was recorded in monitoring.dashboard.sha256");
    grafana.verify(1, postRequestedFor(urlEqualTo(IMPORT)));
  }

  @Test
  void importsTheOwnDashboardWithoutAskingGrafanaCom() throws IOException {
    // given
    grafana.stubFor(post(IMPORT).willReturn(okJson("{}")));

    // when
    var run = run("{via: api}", Map.of("GRAFANA_TOKEN", "glsa"));

    // then
    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(run.output()).contains("Imported dashboard dashboard");
    var request = grafana.findAll(postRequestedFor(urlEqualTo(IMPORT))).get(0);
    assertThat(request.getHeader("Authorization")).isEqualTo("Bearer glsa");
    assertThat(request.getBodyAsString()).contains("etcd of GreptimeDB").endsWith("\"inputs\":[]}");
    assertThat(grafana.getAllServeEvents()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          401 | import of dashboard 15308/1: Grafana refuses the credentials of Secret prometheus-grafana (401)
          400 | import of dashboard 15308/1: Grafana refuses the dashboard (400)
          412 | Grafana refuses the dashboard (412): another of the same name is provisioned or was changed
          500 | import of dashboard 15308/1: Grafana failed (500); run up again when it is well. Grafana says: {"message":"told"}
          404 | has no such address (404): is it Grafana?
          """)
  void saysWhatGrafanasAnswerMeans(int status, String message) throws IOException {
    // given
    grafana.stubFor(get(DOWNLOAD).willReturn(okJson("{\"panels\": []}")));
    grafana.stubFor(
        post(IMPORT).willReturn(aResponse().withStatus(status).withBody("{\"message\":\"told\"}")));

    // when
    var run = run("{id: 15308, via: api, own: false}", ADMIN);

    // then
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.output()).contains(message).doesNotContain("wo\\rd");
  }

  @Test
  void saysThatGrafanaComHasNoSuchRevision() throws IOException {
    grafana.stubFor(get(DOWNLOAD).willReturn(aResponse().withStatus(404)));

    var run = run("{id: 15308, via: api, own: false}", ADMIN);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.output()).contains("grafana.com has no dashboard 15308 with revision 1 (404)");
    grafana.verify(0, postRequestedFor(urlEqualTo(IMPORT)));
  }

  @Test
  void saysThatTheSecretLacksCredentials() throws IOException {
    var run = run("{id: 15308, via: api, own: false}", Map.of("GRAFANA_USER", "admin"));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.output())
        .contains("Secret prometheus-grafana has neither token nor admin-user and admin-password");
  }

  @Test
  void saysThatGrafanaCannotBeReached() throws IOException {
    var run =
        run("{id: 15308, via: api, own: false, grafana: {address: \"http://127.0.0.1:1\"}}", ADMIN);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.output()).contains("Grafana cannot be reached at http://127.0.0.1:1");
  }

  @Test
  void theJobIsAnotherOneOnlyWhenSomethingElseIsImported() {
    // given
    var name = job("{id: 15308, via: api}").name();

    // then
    assertThat(job("{via: api, id: 15308, revision: 1}").name()).isEqualTo(name);
    for (var other :
        List.of(
            "{id: 15309, via: api}",
            "{id: 15308, revision: 2, via: api}",
            "{id: 15308, via: api, datasource: prom}",
            "{id: 15308, via: api, folder: metadata}",
            "{id: 15308, via: api, own: false}")) {
      assertThat(job(other).name()).as(other).isNotEqualTo(name);
    }
  }

  private Command.Result run(String dashboard, Map<String, String> credentials) throws IOException {
    var objects = objects(dashboard);
    if (objects.get(0).content().get("data") instanceof Map<?, ?> files) {
      for (var file : files.entrySet()) {
        Files.writeString(
            folder.resolve(String.valueOf(file.getKey())), String.valueOf(file.getValue()));
      }
    }
    var environment = new TreeMap<String, String>(dashboardImport(dashboard).environment());
    environment.put("DASHBOARDS", folder.toString());
    if (!dashboard.contains("address")) {
      environment.put("GRAFANA", grafana.baseUrl());
    }
    environment.putAll(credentials);
    return Command.start(folder, environment, List.of("sh", "import-dashboards.sh")).await();
  }

  private static KubernetesObject job(String dashboard) {
    return objects(dashboard).get(1);
  }

  private static List<KubernetesObject> objects(String dashboard) {
    var configuration = MonitoredStack.with("{enabled: true, dashboard: %s}".formatted(dashboard));
    return Dashboards.desired(
        configuration, configuration.monitoring().orElseThrow(), Optional.empty());
  }

  private static DashboardImport dashboardImport(String dashboard) {
    var configuration = MonitoredStack.with("{enabled: true, dashboard: %s}".formatted(dashboard));
    var monitoring = configuration.monitoring().orElseThrow();
    return new DashboardImport(
        Scope.of(configuration, monitoring),
        monitoring.dashboard(),
        List.of(),
        monitoring.dashboard().imported());
  }
}

package greptimedb.etcd.config.monitoring;

import static greptimedb.etcd.config.ConfigurationText.problems;
import static greptimedb.etcd.config.ConfigurationText.read;
import static org.assertj.core.api.Assertions.assertThat;

import greptimedb.etcd.config.Advice;
import greptimedb.etcd.config.value.Mode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MonitoringReaderTest {
  private static final String CLUSTER =
      "greptimedb-etcd:cluster: {namespace: etcd-cluster, quota: 4Gi, storage: {size: 16Gi}}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {interval: 10s, scrapeTimeout: 11s}   | monitoring.scrapeTimeout: "11s": expected at most the interval, 10s
          {interval: 10}                        | monitoring.interval: 10: expected a time of at least 1s, in whole seconds, such as 10s
          {interval: 1500ms, scrapeTimeout: 1s} | monitoring.interval: "1500ms": expected a time of at least 1s, in whole seconds, such as 10s
          {scrapeTimeout: soon}                 | monitoring.scrapeTimeout: "soon": expected a time of at least 1s, in whole seconds, such as 10s
          {mode: helm}                          | monitoring.mode: "helm": expected managed or chart
          {labels: [release]}                   | monitoring.labels: ["release"]: expected names with texts, such as {release: prometheus}
          {alert: {}}                           | monitoring.alert: {}: unknown key; did you mean alerts?
          {alerts: {etcdRule: false}}           | monitoring.alerts.etcdRule: false: unknown key; did you mean etcdRules?
          {alerts: {disabled: [etcdNoLeder]}}   | monitoring.alerts.disabled: ["etcdNoLeder"]: etcdNoLeder is no alert of the program; did you mean etcdNoLeader?
          """)
  void saysWhatIsWrongWithScrapingAndAlerts(String block, String line) {
    assertThat(monitoringProblems(block)).containsExactly(line);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {quotaUsed: 100}                                      | quotaUsed: 100: expected a whole number from 1 to 99, without quotes
          {quotaUsed: 96}                                       | quotaUsed: 96: expected at most quotaLow, 95
          {fsyncWarning: 2s}                                    | fsyncWarning: "2s": expected at most fsyncCritical, 1s
          {failedRequestsWarning: 6}                            | failedRequestsWarning: 6: expected at most failedRequestsCritical, 5
          {slowRequest: 0ms}                                    | slowRequest: "0ms": expected a time of at least 1ms, such as 150ms
          {memberDown: 20}                                      | memberDown: 20: expected a time of at least 1s, in whole seconds, such as 20m
          {fragmentationFrom: 100MB}                            | fragmentationFrom: "100MB": expected a Kubernetes quantity above 0, such as 8Gi or 500m
          {leaderChange: 3}                                     | leaderChange: 3: unknown key; did you mean leaderChanges?
          """)
  void saysWhatIsWrongWithThresholds(String thresholds, String line) {
    assertThat(monitoringProblems("{alerts: {thresholds: %s}}".formatted(thresholds)))
        .containsExactly("monitoring.alerts.thresholds." + line);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {via: mail}                             | via: "mail": expected sidecar, operator or api
          {id: 0}                                 | id: 0: expected a whole number from 1 to 2,147,483,647, without quotes
          {id: 15308, revision: 0}                | revision: 0: expected a whole number from 1 to 100,000, without quotes
          {revision: 2}                           | revision: 2: expected dashboard.id beside it: without id nothing is imported
          {id: 15308, sha256: abc}                | sha256: "abc": expected 64 hexadecimal digits
          {id: 15308, url: "ftp://mirror"}        | url: "ftp://mirror": expected an http:// or https:// address; {id} and {revision} in it stand for the dashboard's
          {id: 1, url: "http://m", file: a.json}  | file: "a.json": expected either file or url
          {grafana: {address: grafana}}           | grafana.address: "grafana": expected an http:// or https:// address
          {grafana: {secret: Admin}}              | grafana.secret: "Admin": expected a name of small letters, digits and -, at most 63
          {datasource: ""}                        | datasource: "": expected a text that is not empty
          """)
  void saysWhatIsWrongWithDashboards(String dashboard, String line) {
    assertThat(monitoringProblems("{dashboard: %s}".formatted(dashboard)))
        .containsExactly("monitoring.dashboard." + line);
  }

  @Test
  void hasTheDocumentsValuesByDefault() {
    var monitoring = monitoring("{}");

    assertThat(monitoring.mode()).isEqualTo(Mode.MANAGED);
    assertThat(monitoring.namespace()).isEqualTo("etcd-cluster");
    assertThat(monitoring.interval().text()).isEqualTo("10s");
    assertThat(monitoring.scrapeTimeout().text()).isEqualTo("10s");
    assertThat(monitoring.labels()).isEqualTo(Map.of("release", "prometheus"));
    assertThat(monitoring.dashboard().own()).isTrue();
    assertThat(monitoring.dashboard().imported()).isEmpty();
  }

  @Test
  void knowsWhereADashboardComesFrom() {
    assertThat(source("{id: 15308, revision: 2}"))
        .isEqualTo(
            new DashboardSource.Published(
                URI.create("https://grafana.com/api/dashboards/15308/revisions/2/download")));
    assertThat(source("{id: 15308, url: \"http://mirror/{id}-{revision}.json\"}"))
        .isEqualTo(new DashboardSource.Mirror(URI.create("http://mirror/15308-1.json")));
    assertThat(source("{id: 15308, file: dashboards/etcd.json}"))
        .isEqualTo(new DashboardSource.File(Path.of("dashboards/etcd.json")));
  }

  @Test
  void leavesOutAlertsByNameAndByOrigin() {
    // given
    var alerts =
        monitoring("{alerts: {etcdRules: false, disabled: [etcdSnapshotAbsent]}}")
            .alerts()
            .orElseThrow();

    // then
    assertThat(alerts.has(Alert.NO_LEADER)).isFalse();
    assertThat(alerts.has(Alert.FRAGMENTATION)).isFalse();
    assertThat(alerts.has(Alert.SNAPSHOT_ABSENT)).isFalse();
    assertThat(alerts.has(Alert.QUOTA_USED)).isTrue();
    assertThat(alerts.has(Alert.SNAPSHOT_OLD)).isTrue();
    assertThat(monitoring("{alerts: {enabled: false}}").alerts()).isEmpty();
  }

  @Test
  void warnsOfLabelsThatNothingSelects() {
    var warnings =
        Advice.on(
            read(CLUSTER, "greptimedb-etcd:monitoring: {enabled: true, labels: {}}"),
            Instant.EPOCH);

    assertThat(warnings)
        .singleElement()
        .asString()
        .startsWith("monitoring.labels: {}: kube-prometheus-stack selects only");
  }

  @Test
  void warnsThatTheChartsOwnRestartsTheMembers() {
    assertThat(
            Advice.on(
                read(CLUSTER, "greptimedb-etcd:monitoring: {enabled: true, mode: chart}"),
                Instant.EPOCH))
        .containsExactly(
            "monitoring.mode: chart: switching it on or off restarts all etcd pods; mode managed"
                + " restarts none");
  }

  private static DashboardSource source(String dashboard) {
    return monitoring("{dashboard: %s}".formatted(dashboard))
        .dashboard()
        .imported()
        .orElseThrow()
        .source();
  }

  private static MonitoringConfiguration monitoring(String block) {
    return read(CLUSTER, "greptimedb-etcd:monitoring: " + enabled(block))
        .monitoring()
        .orElseThrow();
  }

  private static java.util.List<String> monitoringProblems(String block) {
    return problems(CLUSTER, "greptimedb-etcd:monitoring: " + enabled(block));
  }

  private static String enabled(String block) {
    return block.equals("{}") ? "{enabled: true}" : "{enabled: true, " + block.substring(1);
  }
}

package greptimedb.etcd.cluster;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static greptimedb.etcd.cluster.TestStack.SMALL;
import static greptimedb.etcd.cluster.TestStack.succeed;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import greptimedb.etcd.model.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Monitoring from a cluster that has never heard of Prometheus to alerts that fire: the real
 * operator, kube-state-metrics and Prometheus, three real members, their snapshots and drills. The
 * definitions belong to the whole cluster: no other test may use them at the same time.
 */
@ExtendWith(RunningPods.class)
@ResourceLock("podmonitors.monitoring.coreos.com")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Order(2)
class MonitoringE2E {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final String JOB = "e2e-monitoring/etcd";

  /** What is published as 15308 cannot be had here; how it is downloaded and resolved can. */
  private static final String PUBLISHED =
      "{\"__inputs\": [{\"name\": \"DS_ETCD\", \"type\": \"datasource\", \"pluginId\":"
          + " \"prometheus\"}], \"panels\": [{\"datasource\": \"${DS_ETCD}\"}]}";

  /** Of no CronJob here does a schedule fall into the test: it starts the Jobs itself. */
  private static final String BACKUP =
      "backup: {enabled: true, schedule: \"0 0 1 1 *\", storage: {class: local, size: 1Gi}, drill:"
          + " {schedule: \"0 0 1 1 *\"}}";

  private static final String DEFRAG =
      "defrag: {enabled: true, acknowledgeRisk: true, schedule: \"0 0 1 1 *\", pause: 1s, thresholds:"
          + " {percent: 1, size: 1Ki}}";
  private static final String[] KINDS = {
    "podmonitors.monitoring.coreos.com", "prometheusrules.monitoring.coreos.com"
  };

  /** Of the backup and of the defragmentation; a snapshot comes first. */
  private static final List<String> JOBS =
      List.of("etcd-snapshotter", "etcd-restore-drill", "etcd-defrag");

  private static final String OBJECTS = "podmonitors,prometheusrules,configmaps";

  @RegisterExtension
  static WireMockExtension grafanaCom =
      WireMockExtension.newInstance().options(options().dynamicPort()).build();

  private TestStack stack;
  private CronJobRuns jobs;
  private MonitoringObjects objects;
  private OperatedPrometheus operated;
  private LocalPrometheus prometheus;
  private GrafanaStub grafana;
  private Instant start;

  @BeforeAll
  void forgetPrometheus() {
    stack = new TestStack("e2e-monitoring");
    jobs = new CronJobRuns(stack);
    objects = new MonitoringObjects(stack);
    for (var kind : KINDS) {
      succeed(stack.kubectl("delete", "crd", kind, "--ignore-not-found"));
    }
  }

  @AfterAll
  void cleanUp() {
    if (operated != null) {
      operated.close();
    }
    if (grafana != null) {
      grafana.close();
    }
    if (stack != null) {
      stack.close();
    }
  }

  @Test
  @Order(1)
  void missingKindsAreOneErrorBeforeAnythingChanges() {
    // when
    var up = stack.configuredWithBlocks("monitoring: {enabled: true}").up();

    // then
    assertThat(up.exitCode()).isNotZero();
    assertThat(up.output())
        .contains("the cluster has no kind PodMonitor")
        .contains("podmonitors.monitoring.coreos.com is absent. The Prometheus Operator")
        .contains("prometheusrules.monitoring.coreos.com is absent")
        .contains("monitoring.enabled: false")
        .doesNotContain("\tat ");
    assertThat(stack.run("kubectl", "get", "namespace", stack.namespace()).exitCode()).isNotZero();
  }

  @Test
  @Order(2)
  void switchingItOnRestartsNoMember() {
    // given
    succeed(stack.kubectl("apply", "--server-side", "-f", Definitions.ofPrometheus().toString()));
    for (var kind : KINDS) {
      stack.awaitDefinition(kind);
    }
    succeed(stack.configuredWithBlocks(BACKUP, DEFRAG).up());
    var before = stack.memberUids();
    publish();

    // when
    succeed(monitored(Sha256.of(PUBLISHED)).up());

    // then
    assertThat(before.lines()).hasSize(3);
    assertThat(stack.memberUids()).isEqualTo(before);
    assertThat(stack.kubectl("get", OBJECTS, "-o", "name").output())
        .contains(
            "podmonitor.monitoring.coreos.com/etcd",
            "prometheusrule.monitoring.coreos.com/etcd-alerts",
            "configmap/etcd-dashboard",
            "configmap/etcd-dashboard-15308");
    assertThat(stack.run("pulumi", "stack", "output", "--json", "--stack", "test").output())
        .contains("\"job\": \"e2e-monitoring/etcd\"")
        .contains("\"rules\": \"etcd-alerts\"");
  }

  @Test
  @Order(3)
  void aDownloadedDashboardIsTheRecordedOneWithItsDataSource() throws IOException {
    // given
    publish();

    // when
    var other = monitored("0".repeat(64)).preview();

    // then
    assertThat(objects.dashboard("etcd-dashboard-15308").toString())
        .isEqualTo("{\"panels\":[{\"datasource\":\"prometheus\"}]}");
    assertThat(other.exitCode()).isNotZero();
    assertThat(other.output())
        .contains("monitoring.dashboard.sha256: " + "0".repeat(64))
        .contains("has sha256 " + Sha256.of(PUBLISHED))
        .doesNotContain("\tat ");
  }

  @Test
  @Order(4)
  void prometheusScrapesAllThreeMembers() throws IOException {
    // when
    start = Instant.now();
    operated = OperatedPrometheus.start(stack);
    prometheus = operated.prometheus();

    // then
    Command.awaitUntil(
        "three members are up",
        LIMIT,
        () -> prometheus.query("up{job=\"%s\"} == 1".formatted(JOB)).size() == 3);
    awaitGone("etcdMembersDown");
    assertThat(prometheus.query("up{job=\"%s\"}".formatted(JOB)))
        .extracting(found -> found.at("/metric/pod").asText())
        .containsExactlyInAnyOrder("etcd-0", "etcd-1", "etcd-2");
  }

  @Test
  @Order(5)
  void aClusterWithoutASnapshotFires() {
    awaitState("etcdSnapshotAbsent", "firing");
  }

  @Test
  @Order(6)
  void alertsAboutJobsFollowTheRealJobs() throws IOException {
    // given: a defragmentation asks for a snapshot, a drill as well
    for (var cronJob : JOBS) {
      jobs.start(cronJob);
      Command.awaitUntil(
          "kube-state-metrics tells of " + cronJob, LIMIT, () -> !lastSuccess(cronJob).isEmpty());
    }
    awaitGone("etcdSnapshotAbsent");
    assertThat(prometheus.states("etcdSnapshotFailed")).isEmpty();

    // when: somebody suspends the snapshots, and the last Job of each fails
    succeed(
        stack.kubectl(
            "patch",
            "cronjob",
            JOBS.get(0),
            "--type=merge",
            "-p",
            "{\"spec\": {\"suspend\": true}}"));
    for (var cronJob : JOBS) {
      jobs.startInVain(cronJob);
    }

    // then
    for (var alert :
        List.of(
            "etcdSnapshotsSuspended",
            "etcdSnapshotFailed",
            "etcdSnapshotTooOld",
            "etcdRestoreDrillFailed",
            "etcdDefragFailed")) {
      Command.awaitUntil(alert + " is pending", LIMIT, () -> !prometheus.states(alert).isEmpty());
    }
  }

  @Test
  @Order(7)
  void everyMetricOfAlertsAndDashboardExistsWithItsLabels() throws IOException {
    // given
    var expressions = objects.expressions();
    var selectors = MonitoringObjects.selectors(expressions);

    // then
    assertThat(selectors).hasSizeGreaterThan(25);
    for (var selector : selectors) {
      Command.awaitUntil(
          "there is " + selector, LIMIT, () -> !prometheus.query(selector).isEmpty());
    }
    for (var expression : expressions) {
      prometheus.query(expression);
    }
  }

  @Test
  @Order(8)
  void anAlertIsPendingThenFiresThenIsGone() {
    // given
    assertThat(prometheus.states("etcdMembersDown")).isEmpty();

    // when
    succeed(stack.kubectl("scale", "statefulset", "etcd", "--replicas=2"));

    // then
    awaitState("etcdMembersDown", "pending");
    awaitState("etcdMembersDown", "firing");
    assertThat(prometheus.states("etcdInsufficientMembers")).isEmpty();
    succeed(stack.kubectl("scale", "statefulset", "etcd", "--replicas=3"));
    awaitGone("etcdMembersDown");
  }

  @Test
  @Order(9)
  void everyPanelHasSomethingToShow() throws IOException {
    // given
    var answers = new DashboardAnswers(objects.dashboard("etcd-dashboard"), prometheus);

    // then: nothing may have failed
    assertThat(answers.empty()).isSubsetOf("Failed requests");
    answers.write(Path.of("target", "dashboard.json"), start, Instant.now());
  }

  @Test
  @Order(10)
  void aJobImportsBothDashboardsAsTheImportPageDoes() {
    // given
    grafana = GrafanaStub.start(stack, PUBLISHED);

    // when
    succeed(monitoredWith(grafana.dashboard("etcd")).up());

    // then
    assertThat(grafana.imports())
        .hasSize(2)
        .allMatch(imported -> imported.startsWith("Basic YWRtaW46YSJiXGM= "))
        .anyMatch(imported -> imported.contains("etcd of GreptimeDB (e2e-monitoring/etcd)"))
        .anyMatch(imported -> imported.contains(PUBLISHED) && imported.contains("prometheus"));
    assertThat(stack.kubectl("get", "configmaps", "-o", "name").output())
        .doesNotContain("configmap/etcd-dashboard\n", "configmap/etcd-dashboard-15308\n");
  }

  @Test
  @Order(11)
  void whatGrafanaAnswersIsTheErrorOfUpAndTheNextOneTriesAgain() {
    // given
    grafana.answers(401, "{\"message\": \"Invalid username or password\"}");

    // when
    var up = monitoredWith(grafana.dashboard("metadata")).up();
    grafana.answers(200, "{}");
    grafana.imports();
    succeed(stack.up());

    // then
    assertThat(up.exitCode()).isNotZero();
    assertThat(up.output())
        .contains("Grafana refuses the credentials of Secret grafana (401)")
        .doesNotContain("\tat ");
    assertThat(grafana.imports())
        .hasSize(2)
        .allMatch(imported -> imported.contains("\"folderUid\":\"metadata\""));
  }

  @Test
  @Order(12)
  void aSnapshotThatFailedFires() {
    awaitState("etcdSnapshotFailed", "firing");
  }

  @Test
  @Order(13)
  void switchingItOffRestartsNoMember() {
    // given
    Command.awaitUntil("three members are Ready", LIMIT, () -> stack.readyMembers() == 3);
    var before = stack.memberUids();

    // when
    succeed(stack.configured(SMALL).up());

    // then
    assertThat(stack.memberUids()).isEqualTo(before);
    assertThat(stack.kubectl("get", OBJECTS, "-o", "name").output())
        .doesNotContain(".coreos.com/etcd", "etcd-dashboard");
  }

  @Test
  @Order(14)
  void theChartsOwnPodMonitorComesWithAWarning() {
    // when
    var up = succeed(stack.configuredWithBlocks("monitoring: {enabled: true, mode: chart}").up());

    // then
    assertThat(up.output())
        .contains("monitoring.mode: chart: switching it on or off restarts all etcd pods");
    assertThat(
            succeed(stack.kubectl("get", "podmonitor", "etcd", "-o", "jsonpath={.metadata.labels}"))
                .output())
        .contains("\"release\":\"prometheus\"", "\"app.kubernetes.io/managed-by\":\"Helm\"");
    assertThat(stack.configuredWithBlocks("monitoring: {enabled: true}").preview().exitCode())
        .isZero();
  }

  private static void publish() {
    grafanaCom.stubFor(get("/15308/1").willReturn(okJson(PUBLISHED)));
  }

  private TestStack monitored(String sha256) {
    return monitoredWith(
        "{id: 15308, url: \"%s\", sha256: \"%s\"}"
            .formatted(grafanaCom.url("/{id}/{revision}"), sha256));
  }

  private TestStack monitoredWith(String dashboard) {
    return stack.configuredWithBlocks(
        BACKUP,
        DEFRAG,
        "monitoring: {enabled: true, interval: 5s, scrapeTimeout: 5s, alerts: {thresholds:"
            + " {memberDown: 10s, snapshotAge: 15s}}, dashboard: %s}".formatted(dashboard));
  }

  private List<JsonNode> lastSuccess(String cronJob) {
    return prometheus.query(
        "kube_cronjob_status_last_successful_time{cronjob=\"%s\"}".formatted(cronJob));
  }

  private void awaitState(String alert, String state) {
    Command.awaitUntil(
        alert + " is " + state, LIMIT, () -> prometheus.states(alert).contains(state));
  }

  private void awaitGone(String alert) {
    Command.awaitUntil(alert + " is gone", LIMIT, () -> prometheus.states(alert).isEmpty());
  }
}

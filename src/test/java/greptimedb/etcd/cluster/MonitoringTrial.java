package greptimedb.etcd.cluster;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static greptimedb.etcd.cluster.TestStack.SMALL;
import static greptimedb.etcd.cluster.TestStack.succeed;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import greptimedb.etcd.model.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
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
class MonitoringTrial {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final String JOB = "e2e-monitoring/etcd";

  /** What is published as 15308 cannot be had here; how it is downloaded and resolved can. */
  private static final String PUBLISHED =
      "{\"__inputs\": [{\"name\": \"DS_ETCD\", \"type\": \"datasource\", \"pluginId\":"
          + " \"prometheus\"}], \"panels\": [{\"datasource\": \"${DS_ETCD}\"}]}";

  private static final String BACKUP =
      "backup: {enabled: true, schedule: \"* * * * *\", deadline: 60s, storage: {class: local,"
          + " size: 1Gi}, drill: {schedule: \"0 0 1 1 *\"}}";
  private static final String DEFRAG =
      "defrag: {enabled: true, acknowledgeRisk: true, schedule: \"* * * * *\"}";
  private static final String[] KINDS = {
    "podmonitors.monitoring.coreos.com", "prometheusrules.monitoring.coreos.com"
  };
  private static final String OBJECTS = "podmonitors,prometheusrules,configmaps";

  /** A metric with the labels that it is selected by. */
  private static final Pattern SELECTOR = Pattern.compile("\\b[a-z][a-z_]*\\{[^{}]*}");

  @RegisterExtension
  static WireMockExtension grafanaCom =
      WireMockExtension.newInstance().options(options().dynamicPort()).build();

  private TestStack stack;
  private OperatedPrometheus operated;
  private LocalPrometheus prometheus;
  private Instant start;

  @BeforeAll
  void forgetPrometheus() {
    stack = new TestStack("e2e-monitoring");
    for (var kind : KINDS) {
      succeed(stack.kubectl("delete", "crd", kind, "--ignore-not-found"));
    }
  }

  @AfterAll
  void cleanUp() {
    if (operated != null) {
      operated.close();
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
    assertThat(dashboard("etcd-dashboard-15308").toString())
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
    assertThat(prometheus.states("etcdMembersDown")).isEmpty();
    assertThat(prometheus.query("up{job=\"%s\"}".formatted(JOB)))
        .extracting(found -> found.at("/metric/pod").asText())
        .containsExactlyInAnyOrder("etcd-0", "etcd-1", "etcd-2");
  }

  @Test
  @Order(5)
  void alertsAboutSnapshotsFollowTheRealJobs() throws IOException {
    // given: a snapshot and a defragmentation by their schedules, then a drill
    awaitSuccess("etcd-snapshotter");
    assertThat(prometheus.states("etcdSnapshotAbsent")).isEmpty();
    patch("etcd-restore-drill", "{\"spec\": {\"schedule\": \"* * * * *\"}}");
    awaitSuccess("etcd-restore-drill");
    awaitSuccess("etcd-defrag");

    // when: somebody suspends them, and the last Job of each fails
    for (var cronJob : List.of("etcd-snapshotter", "etcd-restore-drill", "etcd-defrag")) {
      patch(cronJob, "{\"spec\": {\"suspend\": true}}");
      awaitNoActiveJob(cronJob);
      fail(cronJob);
    }

    // then
    for (var alert :
        List.of(
            "etcdSnapshotsSuspended",
            "etcdSnapshotFailed",
            "etcdRestoreDrillFailed",
            "etcdDefragFailed")) {
      Command.awaitUntil(alert + " is pending", LIMIT, () -> !prometheus.states(alert).isEmpty());
    }
  }

  @Test
  @Order(6)
  void everyMetricOfAlertsAndDashboardExistsWithItsLabels() throws IOException {
    // given
    var expressions = expressions();
    var selectors = new TreeSet<String>();
    for (var expression : expressions) {
      SELECTOR.matcher(expression).results().map(MatchResult::group).forEach(selectors::add);
    }

    // then
    System.out.printf("%d expressions, %d selectors%n", expressions.size(), selectors.size());
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
  @Order(7)
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
    Command.awaitUntil(
        "the alert is gone", LIMIT, () -> prometheus.states("etcdMembersDown").isEmpty());
  }

  @Test
  @Order(8)
  void aSnapshotThatFailedFires() {
    awaitState("etcdSnapshotFailed", "firing");
  }

  @Test
  @Order(9)
  void everyPanelHasSomethingToShow() throws IOException {
    // given
    var answers = new DashboardAnswers(dashboard("etcd-dashboard"), prometheus);

    // then: nothing may have failed
    assertThat(answers.empty()).isSubsetOf("Failed requests");
    answers.write(Path.of("target", "dashboard.json"), start, Instant.now());
  }

  @Test
  @Order(10)
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
  @Order(11)
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
    return stack.configuredWithBlocks(
        BACKUP,
        DEFRAG,
        "monitoring: {enabled: true, interval: 5s, scrapeTimeout: 5s, alerts: {thresholds: {memberDown: 15s}},"
            + " dashboard: {id: 15308, url: \"%s\", sha256: \"%s\"}}"
                .formatted(grafanaCom.url("/{id}/{revision}"), sha256));
  }

  private void awaitSuccess(String cronJob) {
    Command.awaitUntil(
        cronJob + " succeeded by its schedule",
        Duration.ofMinutes(3),
        () ->
            !prometheus
                .query(
                    "kube_cronjob_status_last_successful_time{cronjob=\"%s\"}".formatted(cronJob))
                .isEmpty());
  }

  /** A Job that is still running could succeed after the one that is to be the last. */
  private void awaitNoActiveJob(String cronJob) {
    Command.awaitUntil(
        "no Job of " + cronJob + " is active",
        LIMIT,
        () ->
            succeed(stack.kubectl("get", "cronjob", cronJob, "-o", "jsonpath={.status.active}"))
                .output()
                .isBlank());
  }

  private void awaitState(String alert, String state) {
    Command.awaitUntil(
        alert + " is " + state, LIMIT, () -> prometheus.states(alert).contains(state));
  }

  private void patch(String cronJob, String patch) {
    succeed(stack.kubectl("patch", "cronjob", cronJob, "--type=merge", "-p", patch));
  }

  /** A Job of a CronJob that has no time to succeed. */
  private void fail(String cronJob) throws IOException {
    var name = cronJob + "-in-vain";
    var job =
        (ObjectNode)
            new ObjectMapper()
                .readTree(
                    succeed(
                            stack.kubectl(
                                "create",
                                "job",
                                name,
                                "--from=cronjob/" + cronJob,
                                "--dry-run=client",
                                "-o",
                                "json"))
                        .output());
    ((ObjectNode) job.path("spec")).put("activeDeadlineSeconds", 1);
    var file = Files.writeString(stack.folder().resolve(name + ".json"), job.toString());
    succeed(stack.kubectl("create", "-f", file.toString()));
  }

  /** Of the objects on the cluster: the rules, and the dashboard's panels. */
  private List<String> expressions() throws IOException {
    var expressions = new ArrayList<String>();
    for (var group : json("prometheusrule", "etcd-alerts").at("/spec/groups")) {
      group.path("rules").forEach(rule -> expressions.add(rule.path("expr").asText()));
    }
    for (var panel : dashboard("etcd-dashboard").path("panels")) {
      panel.path("targets").forEach(target -> expressions.add(target.path("expr").asText()));
    }
    return expressions;
  }

  private JsonNode dashboard(String name) throws IOException {
    return new ObjectMapper()
        .readTree(json("configmap", name).path("data").path(name + ".json").asText());
  }

  private JsonNode json(String kind, String name) throws IOException {
    return new ObjectMapper()
        .readTree(succeed(stack.kubectl("get", kind, name, "-o", "json")).output());
  }
}

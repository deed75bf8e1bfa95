package greptimedb.etcd.cluster;

import static greptimedb.etcd.cluster.TestStack.SMALL;
import static greptimedb.etcd.cluster.TestStack.succeed;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Monitoring from a cluster that has never heard of Prometheus to an alert that fires: the real
 * operator, a real Prometheus, three real members.
 */
@ExtendWith(RunningPods.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MonitoringTrial {
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final String MONITORING =
      "monitoring: {enabled: true, alerts: {thresholds: {memberDown: 15s}}}";
  private static final String[] KINDS = {
    "podmonitors.monitoring.coreos.com", "prometheusrules.monitoring.coreos.com"
  };

  /** Names of metrics; those of kube-state-metrics are left out, since it cannot be had here. */
  private static final Pattern METRIC =
      Pattern.compile("\\b((?:etcd|grpc)_[a-z_]+|up)\\b\\s*[{\\[]");

  private TestStack stack;
  private HostPrometheus prometheus;

  @BeforeAll
  void forgetPrometheus() {
    stack = new TestStack("e2e-monitoring");
    for (var kind : KINDS) {
      succeed(stack.kubectl("delete", "crd", kind, "--ignore-not-found"));
    }
  }

  @AfterAll
  void cleanUp() {
    if (prometheus != null) {
      prometheus.close();
    }
    stack.close();
  }

  @Test
  @Order(1)
  void missingKindsAreOneErrorBeforeAnythingChanges() {
    // when
    var up = monitored().up();

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
    succeed(stack.kubectl("apply", "--server-side", "-f", HostPrometheus.definitions().toString()));
    succeed(stack.configured(SMALL).up());
    var before = stack.memberUids();

    // when
    var up = succeed(monitored().up());

    // then
    System.out.println(up.output().lines().filter(line -> line.contains("Duration")).toList());
    assertThat(before.lines()).hasSize(3);
    assertThat(stack.memberUids()).isEqualTo(before);
    assertThat(stack.kubectl("get", "podmonitors,prometheusrules", "-o", "name").output())
        .contains("podmonitor.monitoring.coreos.com/etcd")
        .contains("prometheusrule.monitoring.coreos.com/etcd-alerts");
    assertThat(stack.run("pulumi", "stack", "output", "--json", "--stack", "test").output())
        .contains("\"job\": \"e2e-monitoring/etcd\"")
        .contains("\"rules\": \"etcd-alerts\"");
  }

  @Test
  @Order(3)
  void prometheusScrapesAllThreeMembers() throws IOException {
    // when
    prometheus = new HostPrometheus(stack);

    // then
    Command.awaitUntil(
        "three members are up",
        LIMIT,
        () -> prometheus.query("up{job=\"e2e-monitoring/etcd\"} == 1").size() == 3);
  }

  @Test
  @Order(4)
  void everyMetricOfAlertsAndDashboardExists() throws IOException {
    // given
    var expressions = expressions();
    var metrics = new TreeSet<String>();
    for (var expression : expressions) {
      METRIC.matcher(expression).results().forEach(match -> metrics.add(match.group(1)));
    }

    // then
    System.out.printf(
        "%d expressions, %d metrics: %s%n", expressions.size(), metrics.size(), metrics);
    assertThat(metrics).hasSizeGreaterThan(10);
    for (var metric : metrics) {
      Command.awaitUntil(
          "there is a metric " + metric,
          LIMIT,
          () -> !prometheus.query(metric + "{job=\"e2e-monitoring/etcd\"}").isEmpty());
    }
    for (var expression : expressions) {
      prometheus.query(expression);
    }
  }

  @Test
  @Order(5)
  void anAlertIsPendingThenFiresThenIsGone() {
    // given
    assertThat(prometheus.states("etcdMembersDown")).isEmpty();

    // when
    succeed(stack.kubectl("scale", "statefulset", "etcd", "--replicas=2"));

    // then
    Command.awaitUntil(
        "the alert is pending",
        LIMIT,
        () -> prometheus.states("etcdMembersDown").contains("pending"));
    Command.awaitUntil(
        "the alert fires", LIMIT, () -> prometheus.states("etcdMembersDown").contains("firing"));
    assertThat(prometheus.states("etcdInsufficientMembers")).isEmpty();
    succeed(stack.kubectl("scale", "statefulset", "etcd", "--replicas=3"));
    Command.awaitUntil(
        "the alert is gone",
        Duration.ofMinutes(3),
        () -> prometheus.states("etcdMembersDown").isEmpty());
  }

  @Test
  @Order(6)
  void switchingItOffRestartsNoMember() {
    // given
    Command.awaitUntil("three members are Ready", LIMIT, () -> stack.readyMembers() == 3);
    var before = stack.memberUids();

    // when
    succeed(stack.configured(SMALL).up());

    // then
    assertThat(stack.memberUids()).isEqualTo(before);
    assertThat(stack.kubectl("get", "podmonitors,prometheusrules", "-o", "name").output())
        .doesNotContain("etcd");
  }

  private TestStack monitored() {
    return stack.configuredWithBlocks(MONITORING);
  }

  /** Of the objects on the cluster: the rules, and the dashboard's panels. */
  private List<String> expressions() throws IOException {
    var expressions = new ArrayList<String>();
    var rules = json("prometheusrule", "etcd-alerts").path("spec").path("groups");
    rules.forEach(
        group -> group.path("rules").forEach(rule -> expressions.add(rule.path("expr").asText())));
    var dashboard =
        json("configmap", "etcd-dashboard").path("data").path("etcd-dashboard.json").asText();
    new ObjectMapper()
        .readTree(dashboard)
        .path("panels")
        .forEach(
            panel ->
                panel
                    .path("targets")
                    .forEach(target -> expressions.add(target.path("expr").asText())));
    return expressions;
  }

  private JsonNode json(String kind, String name) throws IOException {
    return new ObjectMapper()
        .readTree(succeed(stack.kubectl("get", kind, name, "-o", "json")).output());
  }
}

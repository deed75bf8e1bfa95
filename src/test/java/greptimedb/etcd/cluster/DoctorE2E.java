package greptimedb.etcd.cluster;

import static greptimedb.etcd.cluster.TestStack.succeed;
import static org.assertj.core.api.Assertions.assertThat;

import greptimedb.etcd.BesideOthers;
import greptimedb.etcd.ops.console.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code ops doctor} and {@code ops status --watch} on one installation, well and broken. */
@ExtendWith(RunningPods.class)
@BesideOthers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Order(8)
class DoctorE2E {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final String BACKUP =
      "backup: {enabled: true, schedule: \"0 0 1 1 *\", deadline: 60s, storage: {class: local, size: 1Gi},"
          + " drill: {schedule: \"0 12 1 1 *\"}}";
  private static final String DEFRAG =
      "defrag: {enabled: true, acknowledgeRisk: true, schedule: \"0 6 1 1 *\"}";
  private static final String CTRL_C = "\003";
  private static final Pattern FRAME = Pattern.compile("Release etcd is active in namespace");

  private TestStack stack;

  @BeforeAll
  void installWithASnapshotAndADrill() {
    stack = new TestStack("e2e-doctor").configuredWithBlocks(BACKUP, DEFRAG);
    succeed(stack.up());
    succeed(stack.ops("snapshot"));
    succeed(stack.kubectl("create", "job", "drill", "--from=cronjob/etcd-restore-drill"));
    Command.awaitUntil("a drill has passed", LIMIT, () -> hasSucceeded("etcd-restore-drill"));
    Command.awaitUntil("the snapshot counts", LIMIT, () -> hasSucceeded("etcd-snapshotter"));
  }

  private boolean hasSucceeded(String cronJob) {
    return !stack
        .kubectl("get", "cronjob", cronJob, "-o", "jsonpath={.status.lastSuccessfulTime}")
        .output()
        .isBlank();
  }

  @AfterAll
  void remove() {
    stack.close();
  }

  @Test
  @Order(1)
  void aHealthyStackHasOnlyTicksAndIsLeftAsItIs() {
    // given
    var before = objects();
    // when
    var start = Instant.now();
    var report = stack.ops("doctor");
    var took = Duration.between(start, Instant.now());
    // then
    System.out.printf("ops doctor: %d ms%n%s", took.toMillis(), report.output());
    assertThat(report.exitCode()).as(report.output()).isZero();
    assertThat(report.output().lines().filter(line -> line.startsWith("  ")))
        .hasSizeGreaterThan(20)
        .allMatch(line -> line.startsWith("  ✓ "));
    assertThat(report.output())
        .containsPattern("plugin +kubernetes 4.27.0")
        .containsPattern("members +3, etcd 3.5.21")
        .containsPattern("leader +etcd-\\d, term \\d+")
        .containsPattern("alarms +none");
    assertThat(objects()).isEqualTo(before);
  }

  @Test
  @Order(2)
  void theSameAsJson() {
    var document = new Json().parse(succeed(stack.ops("doctor", "--json")).output(), "doctor");

    assertThat(document.path("stack").asText()).isEqualTo("test");
    assertThat(document.path("result").asText()).isEqualTo("fine");
    assertThat(document.path("checks"))
        .hasSizeGreaterThan(20)
        .allMatch(check -> check.path("verdict").asText().equals("fine"));
  }

  @Test
  @Order(3)
  void anApiServerThatIsAwayLeavesTheOthersTelling() throws IOException {
    // when
    var report =
        stack
            .startOps(
                Map.of("TARGET", "current", "KUBECONFIG", kubeconfigOfNobody().toString()),
                "doctor")
            .await();
    // then
    assertThat(report.exitCode()).as(report.output()).isEqualTo(1);
    assertThat(report.output())
        .containsPattern("✗ API server +does not answer: ")
        .containsPattern("\\? pods +not asked: the API server does not answer")
        .containsPattern("✓ pulumi +v")
        .containsPattern("✓ chart +oci://")
        .containsPattern("✓ schedules +")
        .containsPattern("✓ operations +none");
  }

  /** Port 1 of loopback: nobody listens there. */
  private Path kubeconfigOfNobody() throws IOException {
    return Files.writeString(
        stack.folder().resolve("nobody.kubeconfig"),
        """
        apiVersion: v1
        kind: Config
        current-context: nobody
        contexts: [{name: nobody, context: {cluster: nobody, user: nobody}}]
        clusters: [{name: nobody, cluster: {server: "https://127.0.0.1:1"}}]
        users: [{name: nobody, user: {token: none}}]
        """);
  }

  @Test
  @Order(4)
  void statusIsWatchedInPlaceUntilCtrlC() {
    // given
    var words =
        // By exec: dash, where SHELL names it or nothing, would stay in between and end with 130
        // itself.
        "exec %s status --stack test --project %s --watch 1"
            .formatted(Path.of("ops").toAbsolutePath(), stack.folder());
    // A shell starts what it runs in the background with Ctrl-C ignored, and that is inherited.
    var watch =
        stack.start(
            "env",
            "--default-signal=INT",
            "script",
            "--quiet",
            "--return",
            "--flush",
            "--command",
            words,
            "/dev/null");
    // when
    Command.awaitUntil("it is drawn twice", LIMIT, () -> frames(watch) >= 2);
    watch.type(CTRL_C);
    // then
    var ended = watch.await();
    assertThat(ended.exitCode()).as(ended.output()).isZero();
    assertThat(ended.output())
        .contains("\033[2J\033[HRelease etcd is active")
        .contains("\033[J\033[HRelease etcd is active")
        .containsPattern("SNAPSHOT +AGE +SIZE +REVISION +KEYS +JOB")
        .containsPattern("db-\\d{4}-\\d\\d-\\d\\d_\\d\\d-\\d\\d ");
  }

  private static long frames(Command watch) {
    return FRAME.matcher(watch.text()).results().count();
  }

  @Test
  @Order(5)
  void whatIsBrokenIsToldWithWhatToDoAndLeftAsItIs() throws IOException {
    // given
    raiseAlarm();
    succeed(
        stack.kubectl(
            "label",
            "secret",
            "sh.helm.release.v1.etcd.v1",
            "status=pending-upgrade",
            "--overwrite"));
    succeed(
        stack.kubectl(
            "patch", "cronjob", "etcd-snapshotter", "-p", "{\"spec\":{\"suspend\":true}}"));
    succeed(stack.kubectl("scale", "statefulset", "etcd", "--replicas=2"));
    Command.awaitUntil("a pod is gone", LIMIT, () -> stack.memberUids().lines().count() == 2);
    // Its health check fails on an alarm.
    Command.awaitUntil("the others are not ready", LIMIT, () -> stack.readyMembers() == 0);
    var before = objects();
    // when
    var report = stack.ops("doctor");
    // then
    System.out.println(report.output());
    assertThat(report.exitCode()).as(report.output()).isEqualTo(1);
    assertThat(report.output())
        .containsPattern("✗ alarms +NOSPACE on etcd-0 -> .*alarm disarm")
        .containsPattern(
            "✗ releases +etcd revision 1 is pending-upgrade -> ./ops repair --stack test --yes")
        .containsPattern(
            "! CronJobs +etcd-snapshotter is suspended.* -> kubectl patch cronjob etcd-snapshotter")
        .containsPattern(
            "✗ pods +release etcd has 2 of 3 pods; etcd-0 is not ready: .* -> ./ops explain --stack test")
        .containsPattern("✗ members +etcd-2 does not answer -> ./ops explain")
        .containsPattern("✓ leader +etcd-\\d");
    assertThat(objects()).isEqualTo(before);
  }

  @Test
  @Order(6)
  void onceItIsMendedThereAreOnlyTicksAgain() {
    // given
    succeed(stack.kubectl("scale", "statefulset", "etcd", "--replicas=3"));
    succeed(
        stack.kubectl(
            "patch", "cronjob", "etcd-snapshotter", "-p", "{\"spec\":{\"suspend\":false}}"));
    succeed(
        stack.kubectl(
            "label", "secret", "sh.helm.release.v1.etcd.v1", "status=deployed", "--overwrite"));
    succeed(stack.etcdctl("alarm", "disarm"));
    Command.awaitUntil("three members", LIMIT, () -> stack.readyMembers() == 3);
    // then
    var report = stack.ops("doctor");
    assertThat(report.exitCode()).as(report.output()).isZero();
    assertThat(report.output()).doesNotContain("✗", "!", "?");
  }

  /** As etcd itself does when its quota is used up; by the gateway of its API. */
  private void raiseAlarm() throws IOException {
    var members =
        new Json()
            .parse(succeed(stack.etcdctl("member", "list", "-w", "json")).output(), "members");
    var id = "";
    for (var member : members.path("members")) {
      id = member.path("name").asText().equals("etcd-0") ? member.path("ID").asText() : id;
    }
    var request =
        Files.writeString(
            stack.folder().resolve("alarm.json"),
            "{\"action\": \"ACTIVATE\", \"memberID\": \"%s\", \"alarm\": \"NOSPACE\"}"
                .formatted(id));
    succeed(
        stack.kubectl(
            "create",
            "--raw",
            "/api/v1/namespaces/%s/pods/etcd-0:2379/proxy/v3/maintenance/alarm"
                .formatted(stack.namespace()),
            "-f",
            request.toString()));
  }

  /** Everything that the stack has in its namespace, with the version that each change raises. */
  private String objects() {
    return succeed(
            stack.kubectl(
                "get",
                "statefulsets,pods,services,persistentvolumeclaims,cronjobs,jobs,configmaps,secrets,serviceaccounts,networkpolicies,poddisruptionbudgets",
                "-o",
                "jsonpath={range .items[*]}{.kind} {.metadata.name} {.metadata.resourceVersion}{\"\\n\"}{end}"))
        .output();
  }
}

package greptimedb.etcd.cluster;

import static greptimedb.etcd.cluster.TestStack.succeed;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** A restore with {@code pulumi up} three times, as docs/restore.md describes it. */
@ExtendWith(RunningPods.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PlainRestoreE2E {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final String BACKUP =
      "backup: {enabled: true, schedule: \"0 0 1 1 *\", storage: {class: local, size: 1Gi}}";
  private static final String RESTORE = "restore: {enabled: true, snapshot: latest}";
  private TestStack stack;
  private String membersBefore;

  @BeforeAll
  void install() {
    stack = new TestStack("e2e-plain-restore").configuredWithBlocks(BACKUP);
    succeed(stack.up());
    succeed(stack.bash("for number in {1..50}; do etcdctl put key-$number kept >/dev/null; done"));
    succeed(stack.ops("snapshot"));
    succeed(stack.etcdctl("put", "too-late", "lost"));
    membersBefore = uids("etcd");
  }

  @AfterAll
  void remove() {
    stack.close();
  }

  @Test
  @Order(1)
  void aSecondReleaseStartsFromTheSnapshotWhileTheFirstIsUntouched() {
    // when
    succeed(stack.configuredWithBlocks(BACKUP, RESTORE).up());
    // then
    assertThat(keys("etcd-recover-2")).isEqualTo("50");
    assertThat(etcdctl("etcd-recover-1", "get", "too-late")).isEmpty();
    assertThat(uids("etcd")).isEqualTo(membersBefore);
    assertThat(variable("etcd-recover-0", "ETCD_START_FROM_SNAPSHOT")).isEqualTo("yes");
    assertThat(outputs())
        .contains("\"state\": \"healthy\"")
        .contains("\"snapshot\": \"latest\"")
        .containsPattern("\"preparedSnapshot\": \"restore-[-_0-9]+-[0-9a-f]{8}\"")
        .contains("\"activeRelease\": \"etcd\"")
        .contains("\"endpoint\": \"etcd.e2e-plain-restore.svc.cluster.local:2379\"");
  }

  @Test
  @Order(2)
  void theNextRunNoLongerStartsFromTheSnapshotAndEverythingFollows() {
    // when
    succeed(stack.configuredWithBlocks(BACKUP, RESTORE, "active: etcd-recover").up());
    // then
    assertThat(variable("etcd-recover-0", "ETCD_START_FROM_SNAPSHOT")).isEqualTo("no");
    assertThat(keys("etcd-recover-0")).isEqualTo("50");
    assertThat(outputs())
        .contains("\"endpoint\": \"etcd-recover.e2e-plain-restore.svc.cluster.local:2379\"");
    assertThat(succeed(stack.kubectl("get", "jobs", "-o", "name")).output())
        .doesNotContain("prepare")
        .doesNotContain("verify");
    assertThat(uids("etcd")).isEqualTo(membersBefore);
  }

  @Test
  @Order(3)
  void nothingIsLeftToDo() {
    succeed(stack.preview("--expect-no-changes"));
  }

  @Test
  @Order(4)
  void aMemberThatLosesItsVolumeJoinsAndDoesNotGoBack() {
    // given: data that the snapshot does not have
    succeed(stack.kubectl("exec", "etcd-recover-0", "--", "etcdctl", "put", "after", "kept"));
    var uid = uid("etcd-recover-1");
    // when
    succeed(stack.kubectl("delete", "pvc", "data-etcd-recover-1", "--wait=false"));
    succeed(stack.kubectl("delete", "pod", "etcd-recover-1", "--wait=false"));
    Command.awaitUntil(
        "the member is back with another volume",
        LIMIT,
        () -> !uid("etcd-recover-1").equals(uid) && isReady("etcd-recover-1"));
    // then: asked of that member alone, and of all
    assertThat(
            etcdctl(
                "etcd-recover-1",
                "get",
                "after",
                "--consistency=s",
                "--print-value-only",
                "--endpoints=127.0.0.1:2379"))
        .isEqualTo("kept");
    assertThat(keys("etcd-recover-1")).isEqualTo("50");
    assertThat(hashes()).as("members' hashes").hasSize(1);
  }

  private Set<String> hashes() {
    var endpoints =
        IntStream.range(0, 3)
            .mapToObj(
                "etcd-recover-%d.etcd-recover-headless.e2e-plain-restore.svc.cluster.local:2379"
                    ::formatted)
            .collect(Collectors.joining(","));
    return etcdctl("etcd-recover-0", "endpoint", "hashkv", "--endpoints", endpoints)
        .lines()
        .map(line -> line.replaceFirst("^[^,]*, ", ""))
        .collect(Collectors.toSet());
  }

  private String keys(String pod) {
    return etcdctl(pod, "get", "key-", "--prefix", "--count-only", "-w", "fields")
        .lines()
        .filter(line -> line.startsWith("\"Count\""))
        .map(line -> line.replaceAll("\\D", ""))
        .collect(Collectors.joining());
  }

  private String etcdctl(String pod, String... words) {
    var all = new ArrayList<>(List.of("exec", pod, "--", "etcdctl"));
    all.addAll(List.of(words));
    return succeed(stack.kubectl(all.toArray(String[]::new))).output().trim();
  }

  private String variable(String pod, String name) {
    return succeed(stack.kubectl("exec", pod, "--", "printenv", name)).output().trim();
  }

  private String uid(String pod) {
    return stack.kubectl("get", "pod", pod, "-o", "jsonpath={.metadata.uid}").output();
  }

  private boolean isReady(String pod) {
    return stack
        .kubectl(
            "get", "pod", pod, "-o", "jsonpath={.status.conditions[?(@.type==\"Ready\")].status}")
        .output()
        .equals("True");
  }

  private String uids(String release) {
    return succeed(
            stack.kubectl(
                "get",
                "pods",
                "-l",
                "app.kubernetes.io/component=etcd,app.kubernetes.io/instance=" + release,
                "-o",
                "jsonpath={range .items[*]}{.metadata.name} {.metadata.uid}{\"\\n\"}{end}"))
        .output();
  }

  private String outputs() {
    return succeed(stack.run("pulumi", "stack", "output", "--json", "--stack", "test")).output();
  }
}

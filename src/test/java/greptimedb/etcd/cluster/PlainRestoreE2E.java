package greptimedb.etcd.cluster;

import static greptimedb.etcd.cluster.TestStack.succeed;
import static org.assertj.core.api.Assertions.assertThat;

import greptimedb.etcd.BesideOthers;
import greptimedb.etcd.ops.console.Json;
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
@BesideOthers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Order(6)
class PlainRestoreE2E {
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
    membersBefore = stack.memberUids();
  }

  @AfterAll
  void remove() {
    stack.close();
  }

  @Test
  @Order(1)
  void aSecondReleaseStartsFromTheSnapshotWhileTheFirstIsUntouched() {
    // given
    stack.configuredWithBlocks(BACKUP, RESTORE);
    assertThat(said("restarts")).isEmpty();
    assertThat(said("scaling")).containsExactly("etcd-recover-0..2 start");
    // when
    succeed(stack.up());
    // then
    assertThat(member(2).keys("key-")).isEqualTo(50);
    assertThat(member(1).etcdctl("get", "too-late")).isEmpty();
    assertThat(stack.memberUids()).isEqualTo(membersBefore);
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
    // given
    stack.configuredWithBlocks(BACKUP, RESTORE, "active: etcd-recover");
    assertThat(said("restarts"))
        .singleElement()
        .asString()
        .startsWith("etcd-recover-0..2 restart (pod template changed: ");
    // when
    succeed(stack.up());
    // then
    assertThat(variable("etcd-recover-0", "ETCD_START_FROM_SNAPSHOT")).isEqualTo("no");
    assertThat(member(0).keys("key-")).isEqualTo(50);
    assertThat(outputs())
        .contains("\"endpoint\": \"etcd-recover.e2e-plain-restore.svc.cluster.local:2379\"");
    assertThat(succeed(stack.kubectl("get", "jobs", "-o", "name")).output())
        .doesNotContain("prepare")
        .doesNotContain("verify");
    assertThat(stack.memberUids()).isEqualTo(membersBefore);
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
    member(0).etcdctl("put", "after", "kept");
    var member = member(1);
    // when
    member.loseVolume();
    // then: asked of that member alone, and of all
    assertThat(
            member.etcdctl(
                "get",
                "after",
                "--consistency=s",
                "--print-value-only",
                "--endpoints=127.0.0.1:2379"))
        .isEqualTo("kept");
    assertThat(member.keys("key-")).isEqualTo(50);
    assertThat(hashes()).as("members' hashes").hasSize(1);
  }

  /** What {@code ops diff} says of the pods, under one heading of its summary. */
  private List<String> said(String heading) {
    var report =
        new Json().parse(succeed(stack.ops("diff", "--format", "json")).output(), "the difference");
    var lines = new ArrayList<String>();
    report.path("summary").path(heading).forEach(line -> lines.add(line.asText()));
    return lines;
  }

  private Set<String> hashes() {
    var endpoints =
        IntStream.range(0, 3)
            .mapToObj(
                "etcd-recover-%d.etcd-recover-headless.e2e-plain-restore.svc.cluster.local:2379"
                    ::formatted)
            .collect(Collectors.joining(","));
    return member(0)
        .etcdctl("endpoint", "hashkv", "--endpoints", endpoints)
        .lines()
        .map(line -> line.replaceFirst("^[^,]*, ", ""))
        .collect(Collectors.toSet());
  }

  private Member member(int index) {
    return new Member(stack, "etcd-recover-" + index);
  }

  private String variable(String pod, String name) {
    return succeed(stack.kubectl("exec", pod, "--", "printenv", name)).output().trim();
  }

  private String outputs() {
    return succeed(stack.run("pulumi", "stack", "output", "--json", "--stack", "test")).output();
  }
}

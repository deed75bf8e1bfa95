package greptimedb.etcd.cluster;

import static greptimedb.etcd.cluster.TestStack.SMALL;
import static greptimedb.etcd.cluster.TestStack.succeed;
import static greptimedb.etcd.cluster.TestStack.tool;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
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

/** One installation, looked at from all sides, then changed. */
@ExtendWith(RunningPods.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class InstallE2E {
  /** What three members' readiness probes alone wait in the document's own way. */
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private TestStack stack;
  private Command.Result up;

  @BeforeAll
  void install() {
    stack = new TestStack("e2e-install").configured(SMALL);
    up = stack.up();
  }

  @AfterAll
  void remove() {
    stack.close();
  }

  @Test
  @Order(1)
  void upEndsWithThreeReadyMembersThatAgreeOnOneLeader() {
    // given
    succeed(up);
    assertThat(stack.readyMembers()).isEqualTo(3);
    // when
    var status =
        succeed(stack.etcdctl("--endpoints", members(), "endpoint", "status", "-w", "json"))
            .output();
    // then
    var leaders =
        Pattern.compile("\"leader\":(\\d+)")
            .matcher(status)
            .results()
            .map(found -> found.group(1))
            .toList();
    assertThat(leaders).hasSize(3).containsOnly(leaders.get(0));
    assertThat(status).contains("\"version\":\"3.5.21\"");
  }

  private static String members() {
    return IntStream.range(0, 3)
        .mapToObj("etcd-%d.etcd-headless.e2e-install.svc.cluster.local:2379"::formatted)
        .collect(Collectors.joining(","));
  }

  @Test
  @Order(2)
  void upPrintsNoWarningsOfALoggingLibrary() {
    assertThat(up.output()).doesNotContainIgnoringCase("slf4j").doesNotContain("Picked up");
  }

  @Test
  @Order(3)
  void theOutputsAreTheContract() {
    var outputs =
        succeed(stack.run("pulumi", "stack", "output", "--json", "--stack", "test")).output();
    assertThat(outputs)
        .contains("\"contractVersion\": 1")
        .contains("\"activeRelease\": \"etcd\"")
        .contains("\"endpoint\": \"etcd.e2e-install.svc.cluster.local:2379\"")
        .contains("\"etcd-2.etcd-headless.e2e-install.svc.cluster.local:2379\"");
  }

  @Test
  @Order(4)
  void aSecondPreviewHasNoChanges() {
    succeed(stack.preview("--expect-no-changes"));
  }

  @Test
  @Order(4)
  void statusShowsPodsAndEndpointStatusOnOneScreen() {
    // when
    var status = succeed(stack.ops("status")).output();
    // then
    assertThat(status)
        .contains("Release etcd is active in namespace e2e-install")
        .containsPattern("etcd-0 +1/1 +Running +\\d+ ")
        .containsPattern("\\| etcd-2.etcd-headless.e2e-install\\S+ \\| +[0-9a-f]+ \\| +3.5.21 ");
  }

  @Test
  @Order(5)
  void aNewQuotaRollsTheMembersUnderAClientThatLosesNothing() {
    // given
    succeed(stack.etcdctl("put", "before", "kept"));
    var acknowledged = stack.folder().resolve("acknowledged");
    var client =
        stack.start(tool("write-through"), stack.namespace(), "etcd", acknowledged.toString());
    Command.awaitUntil("the client writes", Duration.ofSeconds(30), () -> lines(acknowledged) > 0);
    // when
    var start = Instant.now();
    succeed(stack.configured(SMALL.replace("quota: 128Mi", "quota: 192Mi")).up());
    var took = Duration.between(start, Instant.now());
    var written = lines(acknowledged);
    client.terminate();
    var report = succeed(client.await()).output();
    // then
    System.out.printf("rolling change of three members: %d s;%s", took.toSeconds(), report);
    assertThat(report).contains(" 0 lost");
    assertThat(lines(acknowledged)).as("it wrote to the end").isGreaterThan(written);
    assertThat(took).isLessThan(LIMIT);
    assertThat(stack.readyMembers()).isEqualTo(3);
    assertThat(stack.etcdctl("get", "before", "--print-value-only").output().trim())
        .isEqualTo("kept");
    assertThat(
            stack
                .kubectl("exec", "etcd-1", "--", "printenv", "ETCD_QUOTA_BACKEND_BYTES")
                .output()
                .trim())
        .isEqualTo("201326592");
  }

  private static long lines(Path file) {
    try (var lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException notYetThere) {
      return 0;
    }
  }

  @Test
  @Order(6)
  void aLargerVolumeIsRefusedBeforeAnythingChanges() {
    // when
    var preview = stack.configured(SMALL.replace("size: 1Gi", "size: 2Gi")).preview();
    // then
    assertThat(preview.exitCode()).isNotZero();
    assertThat(preview.output())
        .contains("cluster.storage.size: 2Gi:")
        .contains("volumeClaimTemplates")
        .doesNotContain("Exception");
  }

  @Test
  @Order(7)
  void moreMembersThanCanJoinAreRefusedBeforeAnythingChanges() {
    // when
    var preview = stack.configured(SMALL + ", replicas: 7").preview();
    // then
    assertThat(preview.exitCode()).isNotZero();
    assertThat(preview.output())
        .contains("cluster.replicas: 7: release etcd has 3 members")
        .contains("go to 5 first")
        .doesNotContain("Exception");
  }

  @Test
  @Order(8)
  void theNamespaceIsProtected() {
    // when
    var destroy =
        stack
            .configured(SMALL)
            .run("pulumi", "destroy", "--yes", "--stack", "test", "--non-interactive");
    // then
    assertThat(destroy.exitCode()).isNotZero();
    assertThat(destroy.output()).contains("protected");
    assertThat(stack.readyMembers()).isEqualTo(3);
  }
}

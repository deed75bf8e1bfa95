package greptimedb.etcd.cluster;

import static greptimedb.etcd.cluster.TestStack.succeed;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What {@code ops operator} prints, before an API server that knows the kind Stack. */
@ResourceLock("stacks.pulumi.com")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperatorIT {
  private static final Path RESOURCES =
      Path.of("src/test/resources/greptimedb/etcd").toAbsolutePath();
  private static final Path OPERATOR = Path.of("stacks/operator").toAbsolutePath();
  private TestStack stack;

  @BeforeAll
  void define() {
    stack = new TestStack("it-operator");
    succeed(
        stack.run(
            "kubectl",
            "apply",
            "--server-side",
            "-f",
            RESOURCES.resolve("cluster/stack.yaml").toString()));
    succeed(
        stack.run(
            "kubectl",
            "wait",
            "--for=condition=Established",
            "crd/stacks.pulumi.com",
            "--timeout=60s"));
    succeed(
        stack.run(
            "kubectl", "apply", "--server-side", "-f", OPERATOR.resolve("access.yaml").toString()));
  }

  @AfterAll
  void remove() {
    stack.run("kubectl", "delete", "crd", "stacks.pulumi.com", "--ignore-not-found");
    stack.run(
        "kubectl", "delete", "-f", OPERATOR.resolve("access.yaml").toString(), "--wait=false");
    stack.close();
  }

  @Test
  void theApiServerTakesEveryObject() throws IOException {
    // given
    var objects =
        succeed(
                Command.start(
                        Path.of("").toAbsolutePath(),
                        java.util.Map.of(),
                        java.util.List.of(
                            "./ops",
                            "operator",
                            OPERATOR.resolve("clusters.example.yaml").toString()))
                    .await())
            .output();
    // when
    var applied = dryRun(objects);
    // then
    assertThat(succeed(applied).output().lines())
        .containsExactly(
            "stack.pulumi.com/eu-central-1 created (server dry run)",
            "stack.pulumi.com/eu-west-1 created (server dry run)");
  }

  @Test
  void whatTheKindLacksAndALongNameAreRefused() throws IOException {
    // given
    var objects = Files.readString(RESOURCES.resolve("ops/operator/stacks.yaml"));
    // then
    assertThat(dryRun(objects.replace("refresh: true", "refreshh: true")).output())
        .contains("unknown field \"spec.refreshh\"");
    assertThat(
            dryRun(objects.replace("name: eu-west-1\n", "name: eu-west-1" + "1".repeat(40) + "\n"))
                .output())
        .contains("no more than 42 characters");
  }

  private Command.Result dryRun(String objects) throws IOException {
    var file = Files.writeString(stack.folder().resolve("objects.yaml"), objects);
    return stack.run(
        "kubectl", "apply", "--dry-run=server", "--validate=strict", "-f", file.toString());
  }
}

package greptimedb.etcd.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import greptimedb.etcd.StackFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the workflows may do: the rest of them is the scripts that they run. */
class WorkflowsTest {
  /** By workflow and job, beside reading the repository. */
  private static final Map<String, String> MAY_WRITE =
      Map.of("preview.yml preview", "pull-requests", "drift.yml drift", "issues");

  static List<Path> workflows() throws IOException {
    try (var files = Files.list(Path.of(".github/workflows"))) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void everyActionIsPinnedByCommit(Path workflow) {
    var actions = steps(workflow).filter(step -> step.has("uses")).toList();

    assertThat(actions).isNotEmpty();
    assertThat(actions)
        .allSatisfy(
            step -> assertThat(step.path("uses").asText()).matches("actions/[a-z-]+@[0-9a-f]{40}"));
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void aJobMayDoWhatItNamesAndNoMore(Path workflow) {
    var tree = StackFile.tree(workflow);

    assertThat(tree.path("permissions").toString()).isEqualTo("{}");
    for (var job : tree.path("jobs").properties()) {
      var key = workflow.getFileName() + " " + job.getKey();
      var permissions = job.getValue().path("permissions");
      assertThat(permissions.path("contents").asText()).as(key).isEqualTo("read");
      for (var permission : permissions.properties()) {
        if (permission.getValue().asText().equals("write")) {
          assertThat(permission.getKey()).as(key).isEqualTo(MAY_WRITE.get(key));
        }
      }
      assertThat(job.getValue().path("timeout-minutes").asInt()).as(key).isPositive();
    }
  }

  /** Code of an action that is not ours sees none of them. */
  @ParameterizedTest
  @MethodSource("workflows")
  void secretsGoOnlyToTheProjectsOwnScripts(Path workflow) {
    assertThat(steps(workflow).filter(step -> step.toString().contains("secrets.")))
        .isNotEmpty()
        .allSatisfy(step -> assertThat(step.path("run").asText()).startsWith("tools/ci/"))
        .allSatisfy(step -> assertThat(step.path("run").asText()).doesNotContain("${{"));
    assertThat(StackFile.tree(workflow).path("on").has("pull_request_target")).isFalse();
  }

  @Test
  void updatesOfAStackComeOneAfterTheOtherAndAskItsEnvironment() {
    var deploy = StackFile.tree(Path.of(".github/workflows/deploy.yml")).at("/jobs/deploy");

    assertThat(deploy.path("environment").asText()).isEqualTo("${{ matrix.stack }}");
    assertThat(deploy.at("/concurrency/group").asText()).isEqualTo("stack-${{ matrix.stack }}");
    assertThat(deploy.at("/concurrency/cancel-in-progress").asText()).isEqualTo("false");
  }

  /** GitHub keeps only the newest of those that wait in a group. */
  @Test
  void nothingElseWaitsInTheGroupOfTheUpdates() {
    var drift = StackFile.tree(Path.of(".github/workflows/drift.yml")).at("/jobs/drift");

    assertThat(drift.at("/concurrency/group").asText()).isEqualTo("drift-${{ matrix.stack }}");
  }

  private static Stream<JsonNode> steps(Path workflow) {
    return StackFile.tree(workflow)
        .path("jobs")
        .valueStream()
        .flatMap(job -> job.path("steps").valueStream());
  }
}

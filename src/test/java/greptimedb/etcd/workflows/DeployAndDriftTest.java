package greptimedb.etcd.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts of the other workflows: updates, drift and its issue, the settings of a job. */
class DeployAndDriftTest {
  private static final String DRIFT =
      """
      Previewing refresh (prod):
        ~ kubernetes:batch/v1:CronJob: (update)
      Resources:
          ~ 1 to update
          11 unchanged
      error: no changes were expected for refresh but changes were proposed
      """;

  @TempDir private Path folder;
  private Runner runner;

  @BeforeEach
  void machine() {
    runner = new Runner(folder);
  }

  @Test
  void driftOpensOneIssueKeepsItUpToDateAndClosesItOnceThereIsNone() {
    // when
    drift(255, DRIFT, "yes");
    drift(255, DRIFT.replace("~ 1 to", "~ 2 to"), "yes");
    // then
    assertThat(runner.stored("issues")).hasSize(1);
    assertThat(runner.stored("issues").get(0).path("title").asText())
        .isEqualTo("Drift in stack prod");
    assertThat(runner.stored("issues").get(0).path("body").asText())
        .contains("is not what its state says: ~ 2 to update, 11 unchanged.");
    // when
    drift(0, "Resources:\n    12 unchanged\n", "no");
    // then
    assertThat(runner.stored("issues").get(0).path("state").asText()).isEqualTo("closed");
    assertThat(runner.stored("answers")).hasSize(1);
    // when
    drift(255, DRIFT, "yes");
    // then
    assertThat(runner.stored("issues")).hasSize(2);
  }

  @Test
  void aRefreshThatCouldNotLookIsNoDrift() {
    // when
    var result =
        runner
            .pulumi(255, "error: the stack is currently locked by 1 lock(s)\n")
            .run("drift", "prod", "text.md");
    // then
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.output()).contains("Whether there is drift is unknown");
    assertThat(runner.text("step-output")).isEmpty();
  }

  @Test
  void anUpdateLooksForRemainsFirstAndForHealthLast() {
    // when
    var result = runner.run("deploy", "prod");
    // then
    assertThat(result.exitCode()).as(result.output()).isZero();
    assertThat(runner.text("calls").lines())
        .containsExactly(
            "ops repair --stack prod",
            "up --stack prod --yes --skip-preview --non-interactive --color never --suppress-outputs",
            "ops explain --stack prod");
  }

  @Test
  void anInterruptedUpdateIsNotRepairedUnseen() {
    // given
    runner.write("repair", "1");
    // when
    var result = runner.run("deploy", "prod");
    // then
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.output()).contains("./ops repair --stack prod --yes");
    assertThat(runner.text("calls")).doesNotContain("up --stack");
  }

  @Test
  void anUpdateThatFailsTellsWhatThePodsSay() {
    // when
    var result = runner.pulumi(255, "error: context deadline exceeded\n").run("deploy", "prod");
    // then
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(runner.text("calls")).endsWith("ops explain --stack prod\n");
  }

  @Test
  void everyStackFileButTheEmbeddedClustersIsAStack() {
    // given
    for (var name : new String[] {"dev", "local", "prod"}) {
      runner.write("stacks/Pulumi.%s.yaml".formatted(name), "config: {}\n");
    }
    // when
    runner.run("stacks", runner.file("stacks").toString());
    // then
    assertThat(runner.text("step-output")).isEqualTo("stacks=[\"dev\",\"prod\"]\n");
  }

  @Test
  void aJobWithoutABackendOrAKubeconfigIsToldWhatIsMissing() {
    // given
    runner.with("RUNNER_TEMP", folder.toString());
    runner.with("GITHUB_ENV", runner.file("env").toString());
    runner.with("GITHUB_PATH", runner.file("path").toString());
    runner.with("PULUMI_BACKEND_URL", "").with("PULUMI_ACCESS_TOKEN", "");
    // then
    assertThat(runner.run("setup").output())
        .contains("PULUMI_BACKEND_URL", "PULUMI_ACCESS_TOKEN for Pulumi Cloud");
    // given
    runner.with("PULUMI_BACKEND_URL", "file:///tmp/state");
    // then
    assertThat(runner.run("setup").output()).contains("outlives this runner");
    // given
    runner.with("PULUMI_BACKEND_URL", "s3://state");
    // then
    assertThat(runner.run("setup").output()).contains("missing: KUBECONFIG_CONTENT");
    // given
    runner.with("PULUMI_BACKEND_URL", "https://pulumi.example.com");
    // then
    assertThat(runner.run("setup").output()).contains("missing: PULUMI_ACCESS_TOKEN");
  }

  private void drift(int exitCode, String output, String expected) {
    runner.write("step-output", "");
    var looked = runner.pulumi(exitCode, output).run("drift", "prod", "text.md");
    assertThat(looked.exitCode()).as(looked.output()).isZero();
    assertThat(runner.text("step-output")).isEqualTo("drift=" + expected + "\n");
    var told = runner.run("drift-issue", "prod", expected, "text.md");
    assertThat(told.exitCode()).as(told.output()).isZero();
  }
}

package greptimedb.etcd.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The comment on a pull request: its text, and that there is one a stack. */
class PreviewCommentTest {
  private static final String CHANGES =
      """
      Previewing update (prod):
        ~ kubernetes:helm.sh/v3:Release: (update)
            ~ values: { ~ replicaCount: 3 => 5 }
      Diagnostics:
        pulumi:pulumi:Stack (greptimedb-etcd-prod):
          warning: cluster.replicas: 1: one member tolerates no failure, and others cannot join it later; 3 tolerate one
      Resources:
          ~ 1 to update
          11 unchanged
      """;

  @TempDir private Path folder;
  private Runner runner;

  @BeforeEach
  void machine() {
    runner = new Runner(folder);
  }

  @Test
  void theTextHasTheSummaryTheWarningsAndTheFoldedDifferences() {
    // when
    var result = runner.pulumi(0, CHANGES).run("preview", "prod", "text.md");
    // then
    assertThat(result.exitCode()).as(result.output()).isZero();
    assertThat(runner.text("calls"))
        .isEqualTo(
            """
            preview --stack prod --diff --non-interactive --color never
            ops diff --stack prod --format markdown --longest 50000
            """);
    assertThat(runner.text("text.md"))
        .startsWith("<!-- greptimedb-etcd: preview of prod -->\n")
        .contains("### `prod`: ~ 1 to update, 11 unchanged\n")
        .contains(
            "- ⚠ cluster.replicas: 1: one member tolerates no failure, and others cannot join it later; 3 tolerate one\n")
        .contains("<details><summary>")
        .contains("~ values: { ~ replicaCount: 3 => 5 }")
        .contains("Commit 0123456789ab, ")
        .contains("/example/infrastructure/actions/runs/4711")
        .doesNotContain("Cut:");
  }

  @Test
  void whatOpsDiffSaysIsToBeSeenBeforeThePreview() {
    // when
    var result =
        runner
            .pulumi(0, CHANGES)
            .ops(0, "- ⚠ **etcd-0..2 restart** (pod template changed: env)\n")
            .run("preview", "prod", "text.md");
    // then
    assertThat(result.exitCode()).isZero();
    assertThat(runner.text("text.md"))
        .containsSubsequence(
            "### `prod`: ~ 1 to update",
            "\n- ⚠ **etcd-0..2 restart** (pod template changed: env)\n",
            "<details><summary>What `pulumi preview --diff` says");
  }

  @Test
  void aComparisonThatFailsFailsTheStepAndIsToldWithoutSecrets() {
    // when
    var result =
        runner
            .with("PULUMI_CONFIG_PASSPHRASE", "correct horse")
            .pulumi(0, CHANGES)
            .ops(2, "error: chart oci://x: no such host (correct horse)\n")
            .run("preview", "prod", "text.md");
    // then
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(runner.text("text.md"))
        .contains("The objects could not be compared:", "error: chart oci://x: no such host (***)")
        .contains("### `prod`: ~ 1 to update");
  }

  @Test
  void bothTogetherAreNotTooLong() {
    // given
    var lines = "    ~ spec: line of a long difference, 字\n".repeat(5_000);
    // when
    runner
        .pulumi(0, lines + CHANGES)
        .ops(0, "x".repeat(49_999) + "\n")
        .run("preview", "prod", "text.md");
    // then
    assertThat(runner.text("text.md"))
        .hasSizeBetween(60_000, 64_999)
        .contains("x".repeat(49_999), "Cut: the last");
  }

  @Test
  void aLongDifferenceIsCutAtALineAndTheCommentSaysSo() {
    // given
    var lines = "    ~ spec: line of a long difference, 字\n".repeat(5_000);
    // when
    runner.pulumi(0, lines + CHANGES).run("preview", "prod", "text.md");
    // then
    var text = runner.text("text.md");
    assertThat(text).hasSizeBetween(60_000, 64_999).contains("</details>");
    assertThat(text)
        .containsPattern("Cut: the last \\d{4} of 5009 lines are only in the \\[log\\]")
        .contains("11 unchanged");
    assertThat(text.lines().filter(line -> line.contains("~ spec")))
        .allMatch(line -> line.endsWith("difference, 字"));
  }

  @Test
  void aFailedPreviewFailsTheStepAndIsToldAllTheSame() {
    // when
    var result =
        runner
            .pulumi(255, "error: no stack named 'prod' found\n")
            .run("preview", "prod", "text.md");
    // then
    assertThat(result.exitCode()).isEqualTo(255);
    assertThat(runner.text("text.md"))
        .contains("### `prod`: the preview failed", "no stack named 'prod' found");
  }

  @Test
  void backticksInADifferenceDoNotEndItsBlock() {
    // when
    runner.pulumi(0, "a\n```\n# not a headline\n").run("preview", "prod", "text.md");
    // then
    assertThat(runner.text("text.md")).contains("\n````\na\n```\n# not a headline\n````\n");
  }

  @Test
  void noSecretOfTheJobIsInTheText() {
    // when
    runner
        .with("PULUMI_CONFIG_PASSPHRASE", "correct horse [battery]*")
        .pulumi(0, "password: correct horse [battery]*\n")
        .run("preview", "prod", "text.md");
    // then
    assertThat(runner.text("text.md")).contains("password: ***").doesNotContain("battery");
  }

  @Test
  void theOrganizationOfPulumiCloudIsPartOfTheStacksName() {
    // when
    runner.with("PULUMI_ORGANIZATION", "acme").run("preview", "prod", "text.md");
    // then
    assertThat(runner.text("calls")).contains("--stack acme/prod ");
  }

  @Test
  void aSecondPreviewEditsTheCommentOfTheFirstAndNobodyElses() {
    // given
    runner.write(
        "comments/1",
        """
        {"id": 1, "body": "<!-- greptimedb-etcd: preview of prod --> copied", "user": {"login": "somebody"}}
        """);
    preview("dev", "+ 1 to create");
    preview("prod", "+ 2 to create");
    // when
    preview("prod", "+ 3 to create");
    // then
    assertThat(runner.stored("comments"))
        .hasSize(3)
        .anyMatch(comment -> comment.path("body").asText().endsWith("copied"))
        .anyMatch(comment -> comment.path("body").asText().contains("`dev`: + 1 to create"))
        .anyMatch(comment -> comment.path("body").asText().contains("`prod`: + 3 to create"));
    assertThat(runner.text("calls")).contains("PATCH").containsOnlyOnce("issues/comments/");
  }

  @Test
  void aCommentWithoutATextIsRefused() {
    // when
    var result = runner.run("comment", "prod", "absent.md");
    // then
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.output()).startsWith("error: absent.md is missing or empty");
    assertThat(runner.text("calls")).isEmpty();
  }

  private void preview(String stack, String change) {
    runner.pulumi(0, "Resources:\n    " + change + "\n").run("preview", stack, "text.md");
    var result = runner.run("comment", stack, "text.md");
    assertThat(result.exitCode()).as(result.output()).isZero();
  }
}

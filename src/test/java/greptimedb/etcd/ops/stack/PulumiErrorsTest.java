package greptimedb.etcd.ops.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What `pulumi up` prints when it fails. */
class PulumiErrorsTest {
  @Test
  void aReasonOfSeveralLinesIsOneTextAndTheEnginesOwnWordsAreNone() {
    // given
    var printed =
        """
        Updating (test):
         +  pulumi:pulumi:Stack etcd-test creating (1s) error: the configuration cannot be used:
        Diagnostics:
          pulumi:pulumi:Stack (etcd-test):
            error: the configuration cannot be used:
              backup.keep: 0: expected 1 or more
            error: an unhandled error occurred: exited with non-zero exit code: 1

            SEVERE: the configuration cannot be used:
          kubernetes:batch/v1:Job (etcd-recover-prepare-1):
            error: the Job failed
            error: update failed
        """;
    // when
    var errors = PulumiErrors.of(printed.lines().toList());
    // then
    assertThat(errors)
        .containsExactly(
            "the configuration cannot be used: backup.keep: 0: expected 1 or more",
            "the Job failed");
  }

  @Test
  void errorsBeforeTheDiagnosticsCountWhereThereAreNone() {
    assertThat(PulumiErrors.of("error: the stack is currently locked".lines().toList()))
        .containsExactly("the stack is currently locked");
  }
}

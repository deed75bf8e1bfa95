package greptimedb.etcd.ops.doctor.check;

import static org.assertj.core.api.Assertions.assertThat;

/** What the tests say of judgements. */
final class Verdicts {
  private Verdicts() {}

  /** All is well, and there is nothing to do. */
  static void assertFine(Judgement judgement, String... found) {
    assertThat(judgement.verdict()).as(judgement.toString()).isEqualTo(Verdict.FINE);
    assertNames(judgement, found);
    assertThat(judgement.remedy()).isEmpty();
  }

  /** A warning, with what to do. */
  static void assertWarning(Judgement judgement, String... found) {
    assertThat(judgement.verdict()).as(judgement.toString()).isEqualTo(Verdict.WARNING);
    assertNames(judgement, found);
    assertThat(judgement.remedy()).isNotBlank();
  }

  /** Something is wrong, with what to do. */
  static void assertFailed(Judgement judgement, String... found) {
    assertThat(judgement.verdict()).as(judgement.toString()).isEqualTo(Verdict.FAILED);
    assertNames(judgement, found);
    assertThat(judgement.remedy()).isNotBlank();
  }

  private static void assertNames(Judgement judgement, String... found) {
    for (var word : found) {
      assertThat(judgement.found()).contains(word);
    }
  }
}

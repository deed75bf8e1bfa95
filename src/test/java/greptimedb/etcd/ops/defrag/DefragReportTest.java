package greptimedb.etcd.ops.defrag;

import static org.assertj.core.api.Assertions.assertThat;

import greptimedb.etcd.ops.job.JobResult;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What people read of a run, from what its script prints. */
class DefragReportTest {
  private static final String DONE =
      """
      {"event":"defragmented","member":"etcd-1","endpoint":"e:2379","before":536870912,"after":52428800,"inUse":52428000,"seconds":2.150,"leader":false}""";
  private static final String SPARED =
      """
      {"event":"below-threshold","member":"etcd-2","endpoint":"e:2379","size":104857600,"inUse":94371840,"free":10485760,"percent":10,"leader":true}""";

  private final StringWriter printed = new StringWriter();

  @Test
  void aRunHasARowForEachMember() {
    // when
    var code =
        print(
            succeeded(
                SPARED,
                "Finished defragmenting etcd member[http://e:2379]",
                DONE,
                """
                {"event":"summary","members":3,"defragmented":1,"belowThreshold":1,"freed":484442112,"seconds":15.500,"noSpace":"none","dryRun":false}"""),
            false);

    // then
    assertThat(code).isZero();
    assertThat(printed.toString().lines())
        .containsExactly(
            "  MEMBER  BEFORE   AFTER     SECONDS  FREED",
            "  etcd-1  512 MiB  50.0 MiB  2.15     462 MiB",
            "  etcd-2  100 MiB  100 MiB   -        left alone: 10.0 MiB, 10% free is below the thresholds",
            "1 of 3 members defragmented, 462 MiB freed in 15.5 s.");
  }

  @Test
  void aDryRunSaysWhatEachMemberWouldGain() {
    // when
    var code =
        print(
            succeeded(
                """
                {"event":"would-defragment","member":"etcd-0","endpoint":"e:2379","size":209715200,"inUse":52428800,"free":157286400,"percent":75,"leader":false}""",
                """
                {"event":"summary","members":1,"defragmented":0,"belowThreshold":0,"freed":0,"seconds":0.400,"noSpace":"none","dryRun":true}"""),
            true);

    // then
    assertThat(code).isZero();
    assertThat(printed.toString().lines())
        .containsExactly(
            "  MEMBER  SIZE     IN USE    WOULD GAIN",
            "  etcd-0  200 MiB  50.0 MiB  150 MiB, 75%",
            "Nothing was changed.");
  }

  @Test
  void withNothingToDoOrAnAlarmLiftedItSaysSo() {
    // given
    var summary =
        """
        {"event":"summary","members":3,"defragmented":0,"belowThreshold":3,"freed":0,"seconds":0.500,"noSpace":"%s","dryRun":false}""";

    // when
    print(succeeded(summary.formatted("none")), false);
    print(succeeded(summary.formatted("disarmed")), false);

    // then
    assertThat(printed.toString().lines())
        .containsExactly(
            "Nothing to do: no member meets the thresholds.",
            "Nothing to do: no member meets the thresholds. The alarm NOSPACE is disarmed: writes go on.");
  }

  @Test
  void aSkippedRunEndsWithItsReasonAndThree() {
    // when
    var code =
        print(
            failed(3, "etcd 03:00:01.22 WARN  ==> skipped: member etcd-2 is not healthy: x"),
            false);

    // then
    assertThat(code).isEqualTo(3);
    assertThat(printed).hasToString("skipped: member etcd-2 is not healthy: x\n");
  }

  @Test
  void aFailedRunShowsWhatWasDoneBefore() {
    // when
    var code =
        print(failed(1, DONE, "etcd 03:00:01.22 ERROR ==> member etcd-0 (e:2379): gone"), false);

    // then
    assertThat(code).isEqualTo(1);
    assertThat(printed.toString())
        .contains("etcd-1  512 MiB")
        .endsWith("Job etcd-defrag-1 failed: member etcd-0 (e:2379): gone\n");
  }

  @Test
  void aJobWhosePodIsGoneIsAFailure() {
    // when
    var result =
        new JobResult(
            "etcd-defrag-1", false, Optional.empty(), "DeadlineExceeded: too long", List.of());

    // then
    assertThat(print(result, false)).isEqualTo(1);
    assertThat(printed.toString()).contains("DeadlineExceeded: too long");
  }

  @Test
  void theChartsJobIsQuotedInItsOwnWords() {
    // when
    print(succeeded("Finished defragmenting etcd member[http://e:2379]"), false);

    // then
    assertThat(printed).hasToString("Finished defragmenting etcd member[http://e:2379]\n");
  }

  private int print(JobResult result, boolean dryRun) {
    var out = new PrintWriter(printed);
    var code = new DefragReport(result, dryRun).print(out);
    out.flush();
    return code;
  }

  private static JobResult succeeded(String... lines) {
    return new JobResult("etcd-defrag-1", true, Optional.of(0), "", List.of(lines));
  }

  private static JobResult failed(int code, String... lines) {
    return new JobResult(
        "etcd-defrag-1", false, Optional.of(code), "BackoffLimitExceeded: x", List.of(lines));
  }
}

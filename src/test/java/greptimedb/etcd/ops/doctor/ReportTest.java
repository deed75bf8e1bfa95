package greptimedb.etcd.ops.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import greptimedb.etcd.ops.console.ExitCode;
import greptimedb.etcd.ops.doctor.Examination.Made;
import greptimedb.etcd.ops.doctor.check.Judgement;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

class ReportTest {
  private static final Made FINE = new Made("leader", Judgement.fine("etcd-0"));
  private static final Made WARNING = new Made("drill", Judgement.warning("off", "set it"));
  private static final Made UNASKED = new Made("quota", Judgement.unasked("nobody answers"));
  private static final Made FAILED = new Made("alarms", Judgement.failed("NOSPACE", "disarm"));

  @Test
  void aLineHasMarkNameFoundAndWhatToDo() {
    assertThat(Report.line(FINE, 6, Ansi.OFF)).isEqualTo("  ✓ leader  etcd-0");
    assertThat(Report.line(WARNING, 6, Ansi.OFF)).isEqualTo("  ! drill   off -> set it");
    assertThat(Report.line(UNASKED, 6, Ansi.OFF))
        .isEqualTo("  ? quota   not asked: nobody answers");
    assertThat(Report.line(FAILED, 6, Ansi.OFF)).isEqualTo("  ✗ alarms  NOSPACE -> disarm");
  }

  @Test
  void onlyTheMarkIsColoured() {
    assertThat(Report.line(FAILED, 6, Ansi.ON))
        .contains("\033[31m✗")
        .endsWith(" alarms  NOSPACE -> disarm");
  }

  @Test
  void theWorstDecidesWhatTheCommandEndsWith() {
    assertThat(report(FINE).exitCode()).isEqualTo(ExitCode.FINE);
    assertThat(report(FINE, WARNING).exitCode()).isEqualTo(ExitCode.FINE);
    assertThat(report(FINE, WARNING, UNASKED).exitCode()).isEqualTo(ExitCode.UNREADABLE);
    assertThat(report(UNASKED, FAILED, FINE).exitCode()).isEqualTo(ExitCode.FOUND);
  }

  @Test
  void theSummaryCounts() {
    assertThat(report(FINE, FINE, WARNING, FAILED).summary())
        .isEqualTo("4 checks: 2 fine, 1 warning, 1 failed.");
  }

  @Test
  void jsonHasTheSame() {
    assertThat(report(FINE, FAILED).json())
        .hasToString(
            "{\"stack\":\"prod\",\"result\":\"failed\",\"checks\":["
                + "{\"name\":\"leader\",\"verdict\":\"fine\",\"found\":\"etcd-0\",\"remedy\":\"\"},"
                + "{\"name\":\"alarms\",\"verdict\":\"failed\",\"found\":\"NOSPACE\",\"remedy\":\"disarm\"}]}");
  }

  private static Report report(Made... made) {
    return new Report("prod", List.of(made));
  }
}

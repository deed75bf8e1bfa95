package greptimedb.etcd.ops.diff.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import greptimedb.etcd.ops.diff.compare.Comparison;
import greptimedb.etcd.ops.diff.compare.Objects;
import greptimedb.etcd.ops.diff.compare.Secrets;
import greptimedb.etcd.ops.diff.compare.SideObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The same comparison in each format; {@code make golden} writes the texts anew. */
class ReportsTest {
  private static final Path GOLDEN = Path.of("src/test/resources/greptimedb/etcd/ops/diff/report");
  private static final String CRON_JOB =
      "{apiVersion: batch/v1, kind: CronJob, metadata: {name: %s, namespace: ns}, spec: {schedule: '%s'}}";
  private static final String CONFIG_MAP =
      "{apiVersion: v1, kind: ConfigMap, metadata: {name: scripts, namespace: ns}, data: {a: %s}}";

  @Test
  void forATerminal() throws IOException {
    assertGolden("terminal.txt", terminal(everything(), false));
    assertGolden("terminal-coloured.txt", terminal(everything(), true));
  }

  @Test
  void forAComment() throws IOException {
    assertGolden("comment.md", new MarkdownReport(MarkdownReport.LONGEST).of(everything()));
  }

  @Test
  void forAProgram() throws IOException {
    // when
    var text = JsonReport.of(everything());
    // then
    assertGolden("report.json", text + "\n");
    assertThat(new ObjectMapper().readTree(text).at("/summary/restarts/0").asText())
        .startsWith("etcd-0..2 restart");
  }

  @Test
  void whereNothingChanges() throws IOException {
    var report = report(List.of(), List.of(members("8")), List.of(members("8")));

    assertThat(report.summary().isEmpty()).isTrue();
    assertThat(terminal(report, false))
        .isEqualTo(
            """
            stack prod against what is deployed
              no pod restarts
              unchanged: 1
            """);
    assertThat(new MarkdownReport(MarkdownReport.LONGEST).of(report)).doesNotContain("<details>");
  }

  @Test
  void aCommentIsNeverTooLongAndSaysWhatWasLeftOut() {
    // given
    var many =
        IntStream.range(0, 400)
            .mapToObj(number -> Objects.own(CRON_JOB.formatted("job-" + number, "* * * * *")))
            .toList();
    // when
    var text = new MarkdownReport(MarkdownReport.LONGEST).of(report(List.of(), List.of(), many));
    // then
    assertThat(text.length()).isBetween(60_000, 64_999);
    assertThat(text)
        .containsPattern(
            "Cut: \\d{3,} lines of the differences of \\d{2,} objects; `./ops diff --stack prod` shows them all\\.")
        .contains("unchanged: 0");
    assertThat(text.split("<details>")).hasSameSizeAs(text.split("</details>"));
  }

  @Test
  void aSingleDifferenceThatIsTooLongIsCutAtALine() {
    // given
    var lines = new StringBuilder();
    IntStream.range(0, 5_000).forEach(line -> lines.append("line ").append(line).append("\\n"));
    var before = Objects.own(CONFIG_MAP.formatted("\"" + lines + "\""));
    var after =
        Objects.own(CONFIG_MAP.formatted("\"" + lines.toString().replace("line", "LINE") + "\""));
    // when
    var text = new MarkdownReport(20_000).of(report(List.of(), List.of(before), List.of(after)));
    // then
    assertThat(text.length()).isBetween(18_000, 19_999);
    assertThat(text).contains("lines of the differences of 1 objects", "</details>");
    assertThat(text.lines().filter(line -> line.startsWith("-    line ")))
        .allMatch(line -> line.matches("-    line \\d+"));
  }

  @Test
  void evenASummaryThatIsTooLongFits() {
    // given
    var many =
        IntStream.range(0, 3_000)
            .mapToObj(number -> Objects.own(CRON_JOB.formatted("job-" + number, "* * * * *")))
            .toList();
    // when
    var text = new MarkdownReport(MarkdownReport.LONGEST).of(report(List.of(), List.of(), many));
    // then
    assertThat(text.length()).isLessThan(65_000);
    assertThat(text).contains("Cut: ");
  }

  @Test
  void whatIsInAnObjectCannotBecomeMarkup() {
    // given
    var wanted = Objects.own(CONFIG_MAP.formatted("\"```\\n<b>\""));
    // when
    var text =
        new MarkdownReport(MarkdownReport.LONGEST)
            .of(report(List.of("path: @team <b>: *no*"), List.of(), List.of(wanted)));
    // then
    assertThat(text).contains("\n````diff\n").contains("refused: path: \\@team \\<b\\>: \\*no\\*");
  }

  private static Report everything() {
    return report(
        List.of("backup.mode: chart: expected managed, which this stack has"),
        List.of(
            members("8"),
            Objects.own(CRON_JOB.formatted("etcd-defrag", "0 3 * * *")),
            Objects.own(CRON_JOB.formatted("same", "0 3 * * *")),
            Objects.own(CONFIG_MAP.formatted("1")),
            Objects.ofChart(
                "{apiVersion: v1, kind: Service, metadata: {name: etcd, namespace: ns}, spec: {clusterIP: a}}"),
            new SideObject(
                "",
                Objects.own(
                        "{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: etcd-backup, namespace: ns}}")
                    .object(),
                SideObject.Fate.KEPT),
            new SideObject(
                "",
                Objects.own("{apiVersion: v1, kind: Namespace, metadata: {name: ns}}").object(),
                SideObject.Fate.PROTECTED)),
        List.of(
            members("9"),
            Objects.own(CRON_JOB.formatted("same", "0 3 * * *")),
            Objects.own(CRON_JOB.formatted("etcd-snapshotter", "*/30 * * * *")),
            Objects.own(CONFIG_MAP.formatted("2")),
            Objects.ofChart(
                "{apiVersion: v1, kind: Service, metadata: {name: etcd, namespace: ns}, spec: {clusterIP: b}}")));
  }

  private static SideObject members(String quota) {
    return Objects.members(3, quota, "", "1Gi");
  }

  private static Report report(
      List<String> refusals, List<SideObject> before, List<SideObject> after) {
    return Report.of(
        "prod",
        "what is deployed",
        refusals.isEmpty() ? List.of() : List.of("release etcd: revision 3 is failed"),
        refusals,
        new Comparison(Secrets.none()).of(before, after));
  }

  private static String terminal(Report report, boolean coloured) {
    var text = new StringWriter();
    new TerminalReport(new PrintWriter(text), coloured).print(report);
    return text.toString();
  }

  private static void assertGolden(String name, String text) throws IOException {
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(GOLDEN.resolve(name), text);
    }
    assertThat(text)
        .as("%s (-Dgolden.update=true accepts it)", name)
        .isEqualTo(Files.readString(GOLDEN.resolve(name)));
  }
}

package greptimedb.etcd.ops.diff;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import greptimedb.etcd.ops.Ops;
import greptimedb.etcd.ops.diff.read.GitCheckout;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ops diff --against REF}, with neither cluster nor Pulumi. */
class DiffCommandTest {
  private static final String CLUSTER =
      "config:\n  greptimedb-etcd:cluster: {chart: {reference: \"%s\"}, quota: %s}\n";

  @TempDir private Path folder;
  private final StringWriter output = new StringWriter();
  private final StringWriter errors = new StringWriter();

  @BeforeEach
  void project() throws Exception {
    Files.writeString(folder.resolve("Pulumi.yaml"), "name: greptimedb-etcd\n");
    GitCheckout.at(folder).committed("Pulumi.prod.yaml", cluster("4Gi"));
  }

  @Test
  void aChangedQuotaRestartsTheMembers() throws IOException {
    // given
    write(cluster("6Gi"));
    // then
    assertThat(run("--against", "HEAD")).isZero();
    assertThat(output.toString())
        .startsWith("stack prod against revision HEAD\n")
        .contains(
            "note: two stack files are compared; neither the cluster nor the state was asked\n")
        .contains("  etcd-0..2 restart (pod template changed: env)\n")
        .contains("  changed: StatefulSet etcd-cluster/etcd\n")
        .contains("-          value: \"4294967296\"\n", "+          value: \"6442450944\"\n")
        .doesNotContain("\033");
  }

  @Test
  void managedCapabilitiesRestartNothingThoseOfTheChartDo() throws IOException {
    // given
    write(
        cluster("4Gi")
            + """
                greptimedb-etcd:backup: {enabled: true, storage: {class: shared}}
                greptimedb-etcd:defrag: {enabled: true, acknowledgeRisk: true}
              """);
    // then
    assertThat(run("--against", "HEAD")).isZero();
    assertThat(output.toString())
        .contains("  no pod restarts\n")
        .contains(
            "CronJob etcd-cluster/etcd-snapshotter", "ConfigMap etcd-cluster/etcd-job-scripts");
    // given
    write(
        cluster("4Gi")
            + "  greptimedb-etcd:backup: {enabled: true, mode: chart, storage: {class: shared}}\n");
    output.getBuffer().setLength(0);
    // then
    assertThat(run("--against", "HEAD")).isZero();
    assertThat(output.toString())
        .contains("  etcd-0..2 restart (pod template changed: env, volumeMounts, volumes)\n");
  }

  @Test
  void theExitCodeTellsOnRequest() throws IOException {
    assertThat(run("--against", "HEAD", "--exit-code")).isZero();
    write(cluster("6Gi"));
    assertThat(run("--against", "HEAD", "--exit-code")).isEqualTo(1);
    assertThat(run("--against", "HEAD")).isZero();
  }

  @Test
  void aStackFileThatIsNewMakesEverythingNew() throws IOException {
    // given
    Files.move(folder.resolve("Pulumi.prod.yaml"), folder.resolve("Pulumi.next.yaml"));
    // then
    assertThat(runOn("next", "--against", "HEAD", "--format", "json")).isZero();
    var report = new ObjectMapper().readTree(output.toString());
    assertThat(report.at("/notes/1").asText()).isEqualTo("revision HEAD has no Pulumi.next.yaml");
    assertThat(report.at("/summary/created")).hasSize(7);
    assertThat(report.at("/summary/scaling/0").asText()).isEqualTo("etcd-0..2 start");
  }

  @Test
  void aStackThatDoesNotExistIsToldInOneLine() {
    assertThat(runOn("nope")).isEqualTo(2);
    assertThat(errors.toString())
        .startsWith("error: stack nope: there is no file ")
        .endsWith("Pulumi.nope.yaml; stack files there: Pulumi.prod.yaml\n")
        .hasLineCount(1);
  }

  @Test
  void whatTheChartSaysIsToldInOneLine() throws IOException {
    // given
    write(cluster("4Gi").replace("quota: 4Gi", "values: {networkPolicy: {allowed: true}}"));
    // then
    assertThat(run("--against", "HEAD")).isEqualTo(2);
    assertThat(errors.toString())
        .startsWith(
            "error: release etcd, chart " + chart() + ": values don't meet the specifications")
        .contains("allowed")
        .hasLineCount(1);
  }

  @Test
  void aRegistryThatDoesNotAnswerIsToldInOneLine() throws IOException {
    // given
    write(cluster("4Gi").replace(chart(), "oci://localhost:1/charts/etcd"));
    // then
    assertThat(run("--against", "HEAD")).isEqualTo(2);
    assertThat(errors.toString())
        .startsWith("error: release etcd, chart oci://localhost:1/charts/etcd 11.3.4: ")
        .contains("connection refused")
        .hasLineCount(1);
  }

  @Test
  void everyErrorOfAConfigurationIsOnOneLine() throws IOException {
    // given
    write("config:\n  greptimedb-etcd:cluster: {replicas: 2, quota: much}\n");
    // then
    assertThat(run("--against", "HEAD")).isEqualTo(2);
    assertThat(errors.toString())
        .contains("cluster.replicas: 2: expected an odd number", "; cluster.quota: \"much\": ")
        .hasLineCount(1);
  }

  @Test
  void aStackTraceIsPrintedOnRequestOnly() {
    // when
    assertThat(runOn("nope")).isEqualTo(2);
    // then
    assertThat(errors.toString()).doesNotContain("\tat ");
    // when
    assertThat(runOn("nope", "--debug")).isEqualTo(2);
    // then
    assertThat(errors.toString()).contains("\tat greptimedb.etcd.ops.diff.");
  }

  @Test
  void wrongUsageIsToldWithExitCodeTwo() {
    assertThat(run("--format", "html")).isEqualTo(2);
    assertThat(errors.toString()).contains("--format: html: expected terminal, markdown or json");
  }

  private static String chart() {
    return Path.of("src/test/contract/chart").toAbsolutePath().toString();
  }

  private static String cluster(String quota) {
    return CLUSTER.formatted(chart(), quota);
  }

  private void write(String stackFile) throws IOException {
    Files.writeString(folder.resolve("Pulumi.prod.yaml"), stackFile);
  }

  private int run(String... flags) {
    return runOn("prod", flags);
  }

  private int runOn(String stack, String... flags) {
    var words = new ArrayList<>(List.of("diff", "--stack", stack, "--project", folder.toString()));
    words.addAll(List.of(flags));
    return Ops.commandLine()
        .setOut(new PrintWriter(output))
        .setErr(new PrintWriter(errors, true))
        .execute(words.toArray(String[]::new));
  }
}

package greptimedb.etcd.ops.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import greptimedb.etcd.ops.Ops;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ops config check} and {@code ops config explain}. */
class ConfigCommandTest {
  @TempDir private Path folder;
  private final StringWriter output = new StringWriter();

  @Test
  void theProjectsOwnStackFilesCanBeUsed() {
    assertThat(run("check", "Pulumi.dev.yaml", "Pulumi.local.yaml", "Pulumi.prod.yaml")).isZero();
    assertThat(output.toString())
        .contains("Pulumi.prod.yaml: can be used")
        .doesNotContain("Pulumi.prod.yaml: warning");
  }

  @Test
  void everyErrorOfEveryFileIsToldAtOnce() throws IOException {
    // given
    var one =
        file(
            "Pulumi.one.yaml",
            "config:\n  greptimedb-etcd:cluster: {replica: 3, quota: much}\n  greptimedb-etcd:backups: {}\n");
    var other = file("Pulumi.other.yaml", "config:\n  greptimedb-etcd:cluster: {replicas: 4}\n");
    // when
    var code = run("check", one, other);
    // then
    assertThat(code).isEqualTo(1);
    assertThat(output.toString().lines())
        .containsExactlyInAnyOrder(
            one + ": backups: {}: unknown key; did you mean backup?",
            one
                + ": cluster.quota: \"much\": expected a Kubernetes quantity above 0, such as 8Gi or 500m",
            one + ": cluster.replica: 3: unknown key; did you mean replicas?",
            other
                + ": cluster.replicas: 4: expected an odd number of members: an even one tolerates no more failures");
  }

  @Test
  void aFileThatCannotBeReadDoesNotHideTheOthers() throws IOException {
    // given
    var absent = folder.resolve("Pulumi.absent.yaml").toString();
    var broken = file("Pulumi.broken.yaml", "config:\n  greptimedb-etcd:cluster: {\n");
    var twice =
        file(
            "Pulumi.twice.yaml",
            "config:\n  greptimedb-etcd:cluster: {}\n  greptimedb-etcd:cluster: {}\n");
    var list = file("Pulumi.list.yaml", "- config\n");
    var wrong = file("Pulumi.wrong.yaml", "config: {}\n");
    // when
    var code = run("check", absent, broken, twice, list, wrong);
    // then
    assertThat(code).isEqualTo(2);
    assertThat(output.toString())
        .contains("error: " + absent + ": there is no such file")
        .containsPattern("error: \\S+Pulumi.broken.yaml:\\d+: not YAML: ")
        .containsPattern("error: \\S+Pulumi.twice.yaml:3: not YAML: Duplicate field")
        .contains("error: " + list + ": expected the YAML of a stack")
        .contains(wrong + ": cluster: missing: expected a block greptimedb-etcd:cluster");
  }

  @Test
  void anEncryptedBlockIsSaidNotToBeChecked() throws IOException {
    // given
    var file =
        file(
            "Pulumi.secret.yaml",
            "config:\n  greptimedb-etcd:cluster: {}\n  greptimedb-etcd:backup: {secure: v1:abc}\n");
    // then
    assertThat(run("check", file)).isZero();
    assertThat(output.toString()).contains("greptimedb-etcd:backup: encrypted, not checked");
  }

  @Test
  void aSettingIsExplained() {
    assertThat(run("explain", "greptimedb-etcd:cluster.replicas")).isZero();
    assertThat(output.toString())
        .containsPattern("setting +cluster.replicas\\n")
        .containsPattern("what it is +members, odd; one stays alone")
        .containsPattern("default +3\\n")
        .containsPattern("from +1 to 9\\n");
  }

  @Test
  void aBlockListsItsSettings() {
    assertThat(run("explain", "backup")).isZero();
    assertThat(output.toString())
        .containsPattern("SETTING +DEFAULT +WHAT IT IS\\n")
        .containsPattern("backup.schedule +\\*/30 \\* \\* \\* \\* +when, as cron in UTC")
        .containsPattern("backup.storage.nfs.server +- +NFS server");
  }

  @Test
  void aSettingThatIsNotThereNamesTheNearest() {
    assertThat(run("explain", "cluster.quotas")).isEqualTo(2);
    assertThat(output.toString())
        .isEqualTo("error: cluster.quotas: unknown key; did you mean cluster.quota?\n");
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private int run(String command, String... arguments) {
    var words = new java.util.ArrayList<>(java.util.List.of("config", command));
    words.addAll(java.util.List.of(arguments));
    return Ops.commandLine()
        .setOut(new PrintWriter(output))
        .setErr(new PrintWriter(output, true))
        .execute(words.toArray(String[]::new));
  }
}

package greptimedb.etcd.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A stack of a test's own: its folder, its file backend, its namespace on the cluster that all
 * tests share.
 */
public final class TestStack implements AutoCloseable {
  /** Small enough for several clusters on one machine. */
  public static final String SMALL =
      "storage: {size: 1Gi}, resources: {cpu: 50m, memory: 256Mi}, quota: 128Mi";

  private static final Path PROJECT = Path.of("").toAbsolutePath();
  private final String namespace;
  private final Path folder;
  private final Map<String, String> environment;

  /** Makes the stack {@code test}; nothing is installed yet. */
  public TestStack(String namespace) {
    this.namespace = namespace;
    try {
      this.folder = Files.createTempDirectory(namespace);
      var project = Files.readString(PROJECT.resolve("Pulumi.yaml"));
      Files.writeString(
          folder.resolve("Pulumi.yaml"), project.replace("binary: ", "binary: " + PROJECT + "/"));
      Files.createDirectory(folder.resolve("backend"));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    this.environment =
        Map.of(
            "PULUMI_BACKEND_URL",
            "file://" + folder.resolve("backend"),
            "PULUMI_CONFIG_PASSPHRASE",
            "");
    succeed(run("pulumi", "stack", "init", "test"));
  }

  /** The chart that all tests use: the contract chart, or what CHART names. */
  public static String chart() {
    return Optional.ofNullable(System.getenv("CHART"))
        .filter(chart -> !chart.isBlank() && !chart.equals("contract"))
        .orElse("oci://localhost:15000/charts/etcd");
  }

  /** The namespace of the stack's release. */
  public String namespace() {
    return namespace;
  }

  /**
   * Writes the block {@code cluster}: the small sizes unless told, the test's chart, image and
   * namespace.
   */
  public TestStack configured(String cluster) {
    return configured(chart(), cluster);
  }

  /** The same with another chart. */
  public TestStack configured(String chart, String cluster) {
    return configuredWith("config:\n  " + block(chart, cluster) + "\n");
  }

  /** The small sizes, and further blocks: {@code backup: {enabled: true}}. */
  public TestStack configuredWithBlocks(String... blocks) {
    return configuredAs(SMALL, blocks);
  }

  /** A cluster of these sizes, and further blocks. */
  public TestStack configuredAs(String cluster, String... blocks) {
    var text = new StringBuilder("config:\n  ").append(block(chart(), cluster)).append('\n');
    for (var block : blocks) {
      text.append("  greptimedb-etcd:").append(block).append('\n');
    }
    return configuredWith(text.toString());
  }

  private String block(String chart, String cluster) {
    return "greptimedb-etcd:cluster: {namespace: %s, chart: {reference: \"%s\"}, image: {registry: \"localhost:15000\"}, %s}"
        .formatted(namespace, chart, cluster);
  }

  /** The UIDs of the members' pods, by name: a pod that was restarted has another one. */
  public String memberUids() {
    return memberUids("etcd");
  }

  /** The same of another release. */
  public String memberUids(String release) {
    return succeed(
            kubectl(
                "get",
                "pods",
                "-l",
                "app.kubernetes.io/component=etcd,app.kubernetes.io/instance=" + release,
                "-o",
                "jsonpath={range .items[*]}{.metadata.name} {.metadata.uid} {.status.containerStatuses[*].restartCount}{\"\\n\"}{end}"))
        .output();
  }

  /** Writes the whole stack file. */
  public TestStack configuredWith(String stackFile) {
    try {
      Files.writeString(folder.resolve("Pulumi.test.yaml"), stackFile);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return this;
  }

  /** {@code pulumi up}, without asking. */
  public Command.Result up() {
    return startUp().await();
  }

  /** {@code pulumi up}, started and left running. */
  public Command startUp() {
    return start("pulumi", "up", "--yes", "--skip-preview", "--stack", "test", "--non-interactive");
  }

  /** {@code pulumi destroy} of all that is not protected, without asking. */
  public Command.Result destroy() {
    return run(
        "pulumi",
        "destroy",
        "--yes",
        "--exclude-protected",
        "--stack",
        "test",
        "--non-interactive");
  }

  /** {@code pulumi preview}. */
  public Command.Result preview(String... flags) {
    var words =
        new ArrayList<>(List.of("pulumi", "preview", "--stack", "test", "--non-interactive"));
    words.addAll(List.of(flags));
    return run(words.toArray(String[]::new));
  }

  /** {@code ./ops} of the project, on this stack. */
  public Command.Result ops(String command, String... flags) {
    return startOps(command, flags).await();
  }

  /** The same, started and left running. */
  public Command startOps(String command, String... flags) {
    return startOps(Map.of(), command, flags);
  }

  /** The same with further variables: {@code KUBECONFIG}, which counts beside TARGET=current. */
  public Command startOps(Map<String, String> variables, String command, String... flags) {
    var words = new ArrayList<>(List.of("env"));
    variables.forEach((name, value) -> words.add(name + "=" + value));
    words.addAll(
        List.of(
            PROJECT.resolve("ops").toString(),
            command,
            "--stack",
            "test",
            "--project",
            folder.toString()));
    words.addAll(List.of(flags));
    return start(words.toArray(String[]::new));
  }

  /** {@code ./ops} with a kubeconfig whose cluster does not answer. */
  public Command.Result opsWithoutCluster(String command, String... flags) {
    var kubeconfig = folder.resolve("nobody.kubeconfig");
    try {
      Files.writeString(
          kubeconfig,
          """
          apiVersion: v1
          kind: Config
          clusters: [{name: nobody, cluster: {server: "https://127.0.0.1:9"}}]
          contexts: [{name: nobody, context: {cluster: nobody, user: nobody}}]
          users: [{name: nobody, user: {}}]
          current-context: nobody
          """);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    var words =
        new ArrayList<>(
            List.of(
                "env",
                "TARGET=current",
                "KUBECONFIG=" + kubeconfig,
                PROJECT.resolve("ops").toString(),
                command,
                "--stack",
                "test",
                "--project",
                folder.toString()));
    words.addAll(List.of(flags));
    return run(words.toArray(String[]::new));
  }

  /** A script of the project's folder {@code tools}. */
  public static String tool(String name) {
    return PROJECT.resolve("tools").resolve(name).toString();
  }

  /** The stack's project folder, which holds {@code Pulumi.test.yaml}. */
  public Path folder() {
    return folder;
  }

  /** Waits until the API server serves the kind of a definition that was just applied. */
  public void awaitDefinition(String name) {
    Command.awaitUntil(
        "the API server serves " + name,
        Duration.ofMinutes(1),
        () ->
            run(
                    "kubectl",
                    "get",
                    "crd",
                    name,
                    "-o",
                    "jsonpath={.status.conditions[?(@.type==\"Established\")].status}")
                .output()
                .equals("True"));
  }

  /** Where this machine has the volume with the snapshots. */
  public Path backupFolder() {
    var volume =
        succeed(kubectl("get", "pvc", "etcd-backup", "-o", "jsonpath={.spec.volumeName}")).output();
    return Path.of(
        succeed(kubectl("get", "pv", volume, "-o", "jsonpath={.spec.hostPath.path}")).output());
  }

  /** {@code kubectl} in the stack's namespace. */
  public Command.Result kubectl(String... words) {
    var all = new ArrayList<>(List.of("kubectl", "-n", namespace));
    all.addAll(List.of(words));
    return run(all.toArray(String[]::new));
  }

  /** {@code etcdctl} in the first member. */
  public Command.Result etcdctl(String... words) {
    var all = new ArrayList<>(List.of("exec", "etcd-0", "--", "etcdctl"));
    all.addAll(List.of(words));
    return kubectl(all.toArray(String[]::new));
  }

  /** A bash script in the first member. */
  public Command.Result bash(String script) {
    return kubectl("exec", "etcd-0", "--", "bash", "-c", script);
  }

  /** How many of the release's pods are Ready. */
  public long readyMembers() {
    var status =
        kubectl(
            "get",
            "pods",
            "-l",
            "app.kubernetes.io/instance=etcd,app.kubernetes.io/component=etcd",
            "-o",
            "jsonpath={range .items[*]}{.status.conditions[?(@.type==\"Ready\")].status}{\"\\n\"}{end}");
    return status.output().lines().filter("True"::equals).count();
  }

  /** Runs a command in the stack's folder. */
  public Command.Result run(String... words) {
    return start(words).await();
  }

  /** Starts a command in the stack's folder. */
  public Command start(String... words) {
    return Command.start(folder, environment, List.of(words));
  }

  /** Fails the test with the command's output unless it succeeded. */
  public static Command.Result succeed(Command.Result result) {
    if (result.exitCode() != 0) {
      throw new AssertionError("exit code %d:%n%s".formatted(result.exitCode(), result.output()));
    }
    return result;
  }

  /** Takes the namespace away; what is left in the temporary folder is small. */
  @Override
  public void close() {
    run("kubectl", "delete", "namespace", namespace, "--ignore-not-found", "--wait=false");
  }
}

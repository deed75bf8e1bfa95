package greptimedb.etcd.cluster;

import static greptimedb.etcd.cluster.TestStack.succeed;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * The program under stacks/consumer, which reads the outputs of a stack of etcd in the same
 * backend, against the definition of GreptimeDB's operator.
 */
@ResourceLock("greptimedbclusters.greptime.io")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConsumerE2E {
  private static final String NAMESPACE = "it-consumer";
  private static final String ENDPOINT = "etcd.it-consumer.svc.cluster.local:2379";
  private static final Path PROGRAM = Path.of("stacks/consumer").toAbsolutePath();
  private static final Path NO_PODS =
      Path.of("src/test/resources/greptimedb/etcd/cluster/no-pods").toAbsolutePath();

  private TestStack etcd;
  private Path consumer;

  @BeforeAll
  void deployEtcd() throws IOException {
    assertThat(PROGRAM.resolve("target/greptimedb-consumer.jar"))
        .as("built by stacks/consumer/build")
        .exists();
    etcd = new TestStack(NAMESPACE);
    succeed(
        etcd.run(
            "kubectl", "apply", "--server-side", "-f", GreptimeStandIn.definitions().toString()));
    succeed(etcd.configured(NO_PODS.toString(), TestStack.SMALL).up());
    consumer = Files.createDirectory(etcd.folder().resolve("consumer"));
    Files.writeString(
        consumer.resolve("Pulumi.yaml"),
        Files.readString(PROGRAM.resolve("Pulumi.yaml"))
            .replace("binary: ", "binary: " + PROGRAM + "/"));
    configure(1);
    succeed(pulumi("stack", "init", "test"));
  }

  @AfterAll
  void remove() {
    etcd.run("kubectl", "delete", "crd", "greptimedbclusters.greptime.io", "--ignore-not-found");
    etcd.close();
  }

  @Test
  @Order(1)
  void theGreptimeDBClusterUsesTheEtcdOfTheStack() throws IOException {
    // when
    succeed(up());
    // then
    assertThat(endpoints()).isEqualTo(ENDPOINT);
    assertThat(succeed(pulumi("stack", "output", "etcdEndpoint")).output().strip())
        .isEqualTo(ENDPOINT);
    succeed(pulumi("preview", "--expect-no-changes", "--non-interactive"));
    assertThat(shellRead().strip()).isEqualTo(ENDPOINT);
  }

  @Test
  @Order(2)
  void anEndpointThatARestoreMovedIsLeftWhereItIs() throws IOException {
    // given
    succeed(
        etcd.run(
            "bash",
            "-c",
            "kubectl apply --server-side --force-conflicts --field-manager=restore -f - <<<\"$0\"",
            "{apiVersion: greptime.io/v1alpha1, kind: GreptimeDBCluster, metadata: {name: orders, namespace: %s}, spec: {meta: {backendStorage: {etcd: {endpoints: ['moved:2379']}}}}}"
                .formatted(NAMESPACE)));
    configure(3);
    // when
    succeed(up());
    // then
    assertThat(says("{.spec.datanode.replicas}")).isEqualTo("3");
    assertThat(endpoints()).isEqualTo("moved:2379");
  }

  @Test
  @Order(3)
  void anotherVersionOfTheContractIsRefusedInOneLine() throws IOException {
    // given
    contractVersion(2);
    configure(5);
    // when
    var up = up();
    // then
    assertThat(up.exitCode()).isNotZero();
    assertThat(shellRead()).contains("contract version 2");
    assertThat(up.output().lines().map(String::strip))
        .filteredOn(line -> line.startsWith("error: "))
        // The engine's own, whatever a program says.
        .filteredOn(line -> !line.contains("exited with non-zero exit code"))
        .singleElement()
        .asString()
        .startsWith("error: contractVersion: 2: this reader knows version 1; ");
    assertThat(up.output()).doesNotContain("Exception").doesNotContain("\tat ");
    assertThat(says("{.spec.datanode.replicas}")).isEqualTo("3");
  }

  @Test
  @Order(4)
  void aStackWithoutOutputsIsToldSo() throws IOException {
    // given
    contractVersion(1);
    configure(3, "greptimedb-consumer");
    // when
    var preview = pulumi("preview", "--non-interactive");
    // then
    assertThat(preview.exitCode()).isNotZero();
    assertThat(preview.output())
        .contains("contractVersion: missing: these are not the outputs of a greptimedb-etcd stack")
        .doesNotContain("\tat ");
  }

  @Test
  @Order(5)
  void itsPluginIsThePinnedOneOnly() {
    // when
    var discovery =
        etcd.run(
            "java",
            "-cp",
            PROGRAM.resolve("target/greptimedb-consumer.jar").toString(),
            "com.pulumi.bootstrap.internal.Main",
            "packages");
    // then
    assertThat(succeed(discovery).output()).contains("4.27.0").doesNotContain("4.0.0");
  }

  /** The command that docs/contract.md shows, as it stands there. */
  private String shellRead() throws IOException {
    var command =
        Files.readAllLines(Path.of("docs/contract.md")).stream()
            .filter(line -> line.startsWith("pulumi stack output --json"))
            .findFirst()
            .orElseThrow();
    return etcd.run("bash", "-c", command.replace("--stack local", "--stack test")).output();
  }

  private void configure(int datanodes) throws IOException {
    configure(datanodes, "greptimedb-etcd");
  }

  /** The file stays where pulumi wrote the salt of the stack's secrets into it. */
  private void configure(int datanodes, String project) throws IOException {
    var file = consumer.resolve("Pulumi.test.yaml");
    var salt =
        Files.exists(file)
            ? Files.readString(file)
                .lines()
                .filter(line -> line.startsWith("encryptionsalt:"))
                .findFirst()
                .orElse("")
            : "";
    Files.writeString(
        file,
        """
        config:
          greptimedb-consumer:etcdStack: organization/%s/test
          greptimedb-consumer:namespace: %s
          greptimedb-consumer:name: orders
          greptimedb-consumer:datanodes: %d
        %s
        """
            .formatted(project, NAMESPACE, datanodes, salt));
  }

  /** As a later program would leave the state. */
  private void contractVersion(int version) throws IOException {
    var file = etcd.folder().resolve("state.json");
    succeed(etcd.run("pulumi", "stack", "export", "--stack", "test", "--file", file.toString()));
    var state = new ObjectMapper().readTree(file.toFile());
    for (var resource : state.path("deployment").path("resources")) {
      if (resource.path("type").asText().equals("pulumi:pulumi:Stack")) {
        ((ObjectNode) resource.path("outputs")).put("contractVersion", version);
      }
    }
    new ObjectMapper().writeValue(file.toFile(), state);
    succeed(etcd.run("pulumi", "stack", "import", "--stack", "test", "--file", file.toString()));
  }

  private Command.Result up() {
    return pulumi("up", "--yes", "--skip-preview", "--non-interactive");
  }

  private Command.Result pulumi(String... words) {
    var all = new ArrayList<>(List.of("pulumi", "-C", consumer.toString()));
    all.addAll(List.of(words));
    if (!all.contains("init")) {
      all.addAll(List.of("--stack", "test"));
    }
    return etcd.run(all.toArray(String[]::new));
  }

  private String endpoints() {
    return says("{.spec.meta.backendStorage.etcd.endpoints[*]}");
  }

  private String says(String path) {
    return succeed(etcd.kubectl("get", "greptimedbcluster", "orders", "-o", "jsonpath=" + path))
        .output();
  }
}

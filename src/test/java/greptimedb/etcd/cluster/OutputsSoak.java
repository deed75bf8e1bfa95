package greptimedb.etcd.cluster;

import static greptimedb.etcd.cluster.TestStack.succeed;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import greptimedb.etcd.BesideOthers;
import greptimedb.etcd.OutputsSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * What real runs export: one stack goes through combinations of its switches, among which there is
 * every pair of two switches' positions. The release is a chart without pods.
 */
@BesideOthers
@ResourceLock("greptimedbclusters.greptime.io")
@ResourceLock("podmonitors.monitoring.coreos.com")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutputsSoak {
  private static final String NAMESPACE = "it-outputs";
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Path RESOURCES =
      Path.of("src/test/resources/greptimedb/etcd/cluster").toAbsolutePath();
  private static final List<String> SWITCHES =
      List.of("backup", "monitoring", "defrag", "greptimedb", "restore");

  /**
   * A run a line, the columns as above. From managed to chart a block goes by way of off (the
   * program refuses it otherwise), and a restore needs a backup.
   */
  private static final String RUNS =
      """
      off     off     off     off off
      chart   off     off     on  off
      managed chart   off     off off
      off     managed chart   on  off
      chart   off     managed off off
      managed chart   off     on  off
      off     managed chart   off off
      chart   managed chart   on  off
      managed off     managed on  off
      off     chart   off     on  off
      chart   chart   chart   off off
      managed managed managed on  off
      off     off     managed off off
      off     chart   off     off off
      managed chart   chart   on  off
      managed chart   managed off off
      off     off     off     off off
      off     off     chart   on  off
      managed managed off     off off
      off     off     off     off off
      chart   off     off     off on
      chart   chart   chart   on  on
      managed managed managed off on
      """;

  private static final Map<String, String> BLOCKS =
      Map.of(
          "backup", "backup: {enabled: true, mode: %s, storage: {claim: snapshots}}",
          "monitoring", "monitoring: {enabled: true, mode: %s}",
          "defrag", "defrag: {enabled: true, acknowledgeRisk: true, mode: %s}",
          "greptimedb",
              "greptimedb: {enabled: true, namespace: %s, name: db, force: true}"
                  .formatted(NAMESPACE),
          "restore", "restore: {enabled: true, snapshot: latest}");

  private TestStack stack;

  @BeforeAll
  void define() {
    stack = new TestStack(NAMESPACE);
    apply(RESOURCES.resolve("greptimedbcluster-backendStorage.yaml"));
    apply(Definitions.ofPrometheus().resolve("monitoring.coreos.com_podmonitors.yaml"));
    apply(Definitions.ofPrometheus().resolve("monitoring.coreos.com_prometheusrules.yaml"));
    succeed(stack.kubectl("create", "namespace", NAMESPACE));
    apply(
        """
        {apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: snapshots, namespace: %s},
         spec: {accessModes: [ReadWriteMany], resources: {requests: {storage: 1Gi}}}}
        """
            .formatted(NAMESPACE));
    apply(
        """
        {apiVersion: greptime.io/v1alpha1, kind: GreptimeDBCluster, metadata: {name: db, namespace: %s},
         spec: {meta: {replicas: 0, backendStorage: {etcd: {endpoints: ['elsewhere:2379']}}}}}
        """
            .formatted(NAMESPACE));
  }

  @AfterAll
  void remove() {
    stack.run(
        "kubectl",
        "delete",
        "crd",
        "greptimedbclusters.greptime.io",
        "podmonitors.monitoring.coreos.com",
        "prometheusrules.monitoring.coreos.com",
        "--ignore-not-found");
    stack.close();
  }

  @Test
  void everyPairOfPositionsIsAmongTheRuns() {
    var pairs = new HashSet<String>();
    for (var run : runs()) {
      pairs.addAll(pairs(run));
    }
    var expected = new HashSet<String>();
    for (var run : everyCombination()) {
      expected.addAll(pairs(run));
    }
    assertThat(pairs).containsExactlyInAnyOrderElementsOf(expected).hasSizeGreaterThan(50);
  }

  @Test
  void everyRunExportsWhatTheContractSays() throws IOException {
    var before = List.<String>of();
    for (var run : runs()) {
      // given
      if (isOn(run, "restore") && !isOn(before, "restore")) {
        finishRestore();
      }
      before = run;
      // when
      succeed(configured(run).up());
      // then
      var outputs = outputs();
      OutputsSchema.check(outputs);
      for (var name : SWITCHES) {
        assertThat(outputs.has(name)).as("%s in %s", name, run).isEqualTo(isOn(run, name));
      }
      for (var name : List.of("backup", "monitoring", "defrag")) {
        assertThat(outputs.path(name).path("mode").asText("off"))
            .as("%s in %s", name, run)
            .isEqualTo(run.get(SWITCHES.indexOf(name)));
      }
    }
  }

  private TestStack configured(List<String> run) {
    var text =
        new StringBuilder(
            "config:\n  greptimedb-etcd:cluster: {namespace: %s, createNamespace: false, chart: {reference: \"%s\"}}\n"
                .formatted(NAMESPACE, RESOURCES.resolve("no-pods")));
    for (var name : SWITCHES) {
      if (isOn(run, name)) {
        text.append("  greptimedb-etcd:")
            .append(BLOCKS.get(name).formatted(run.get(SWITCHES.indexOf(name))))
            .append('\n');
      }
    }
    return stack.configuredWith(text.toString());
  }

  /**
   * As after a restore, whose Jobs need pods and members: its output is there, and from then on
   * runs keep it.
   */
  private void finishRestore() throws IOException {
    var file = stack.folder().resolve("state.json");
    succeed(stack.run("pulumi", "stack", "export", "--stack", "test", "--file", file.toString()));
    var state = MAPPER.readTree(file.toFile());
    for (var resource : state.path("deployment").path("resources")) {
      if (resource.path("type").asText().equals("pulumi:pulumi:Stack")) {
        ((ObjectNode) resource.path("outputs"))
            .putObject("restore")
            .put("release", "etcd-recover")
            .put("snapshot", "latest")
            .put("preparedSnapshot", "restore-2025-01-06_11-18-01234567")
            .put("state", "healthy");
      }
    }
    MAPPER.writeValue(file.toFile(), state);
    succeed(stack.run("pulumi", "stack", "import", "--stack", "test", "--file", file.toString()));
  }

  private JsonNode outputs() throws IOException {
    return MAPPER.readTree(
        succeed(stack.run("pulumi", "stack", "output", "--json", "--stack", "test")).output());
  }

  private void apply(Path file) {
    succeed(stack.run("kubectl", "apply", "--server-side", "-f", file.toString()));
  }

  private void apply(String object) {
    // The API server knows a kind a moment after its definition is there.
    Command.awaitUntil(
        object,
        java.time.Duration.ofSeconds(30),
        () ->
            stack
                    .run(
                        "bash",
                        "-c",
                        "kubectl apply --server-side --field-manager=helm -f - <<<\"$0\"",
                        object)
                    .exitCode()
                == 0);
  }

  private static boolean isOn(List<String> run, String name) {
    return !run.isEmpty() && !run.get(SWITCHES.indexOf(name)).equals("off");
  }

  private static List<List<String>> runs() {
    return RUNS.lines().map(line -> List.of(line.strip().split(" +"))).toList();
  }

  private static Set<String> pairs(List<String> run) {
    var pairs = new HashSet<String>();
    for (var first = 0; first < run.size(); first++) {
      for (var second = first + 1; second < run.size(); second++) {
        pairs.add(
            "%s %s, %s %s"
                .formatted(
                    SWITCHES.get(first), run.get(first), SWITCHES.get(second), run.get(second)));
      }
    }
    return pairs;
  }

  private static List<List<String>> everyCombination() {
    var modes = List.of("off", "managed", "chart");
    var combinations = new ArrayList<List<String>>();
    for (var backup : modes) {
      for (var monitoring : modes) {
        for (var defrag : modes) {
          for (var greptimedb : List.of("off", "on")) {
            for (var restore : backup.equals("off") ? List.of("off") : List.of("off", "on")) {
              combinations.add(List.of(backup, monitoring, defrag, greptimedb, restore));
            }
          }
        }
      }
    }
    return combinations;
  }
}

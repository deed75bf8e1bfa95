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
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * What real runs export: one stack goes through every combination of its switches' positions. The
 * release is a chart without pods.
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

  /** A block's mode changes by way of off: from managed to chart the program refuses. */
  private static final List<String> MODES = List.of("managed", "off", "chart");

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
    Manifests.apply(
        stack,
        """
        {apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: snapshots},
         spec: {accessModes: [ReadWriteMany], resources: {requests: {storage: 1Gi}}}}
        """);
    stack.awaitDefinition("greptimedbclusters.greptime.io");
    Manifests.apply(
        stack,
        """
        {apiVersion: greptime.io/v1alpha1, kind: GreptimeDBCluster, metadata: {name: db},
         spec: {meta: {replicas: 0, backendStorage: {etcd: {endpoints: ['elsewhere:2379']}}}}}
        """);
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
  void everyRunExportsWhatTheContractSays() throws IOException {
    var seen = new HashSet<List<String>>();
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
      var positions = positions(outputs);
      assertThat(positions).isEqualTo(run);
      seen.add(positions);
      System.out.printf("%d combinations, now %s%n", seen.size(), run);
    }
    // a restore needs a backup: 3 x 3 x 3 x 2 without it, 2 x 3 x 3 x 2 with it
    assertThat(seen).hasSize(54 + 36);
  }

  /** Of each switch, as the outputs tell it. */
  private static List<String> positions(JsonNode outputs) {
    return SWITCHES.stream()
        .map(name -> outputs.has(name) ? outputs.path(name).path("mode").asText("on") : "off")
        .toList();
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

  private static boolean isOn(List<String> run, String name) {
    return !run.isEmpty() && !run.get(SWITCHES.indexOf(name)).equals("off");
  }

  /** Every combination, and what lies between where a step would be refused. */
  private static List<List<String>> runs() {
    var runs =
        new ArrayList<>(
            boustrophedon(List.of(MODES, MODES, MODES, List.of("off", "on"), List.of("off"))));
    for (var backup : List.of("managed", "chart")) {
      runs.add(List.of("off", "off", "off", "off", "off"));
      runs.addAll(
          boustrophedon(
              List.of(List.of(backup), MODES, MODES, List.of("off", "on"), List.of("on"))));
    }
    return runs;
  }

  /** Every choice of one of each, where one differs from that before in one place, by one step. */
  private static List<List<String>> boustrophedon(List<List<String>> choices) {
    var lines = List.of(List.<String>of());
    for (var column : choices) {
      lines = extended(lines, column);
    }
    return lines;
  }

  private static List<List<String>> extended(List<List<String>> lines, List<String> column) {
    var extended = new ArrayList<List<String>>();
    var choices = new ArrayList<>(column);
    for (var line : lines) {
      for (var choice : choices) {
        extended.add(Stream.concat(line.stream(), Stream.of(choice)).toList());
      }
      Collections.reverse(choices);
    }
    return extended;
  }
}

package greptimedb.etcd.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import greptimedb.etcd.BesideOthers;
import greptimedb.etcd.docs.Block;
import greptimedb.etcd.docs.Documents;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every command of the documents that is not marked otherwise, in their order, in a checkout of its
 * own: as a new user types them, from {@code make up} on, to the end of uninstalling.
 */
@ExtendWith(RunningPods.class)
@BesideOthers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Order(3)
class DocsE2E {
  private static final String NAMESPACE = "e2e-docs";
  private static final String STACK = "docs";

  /** What the cluster that all tests share makes necessary. */
  private static final Map<String, String> OTHER_NAMES = new LinkedHashMap<>();

  static {
    OTHER_NAMES.put("etcd-cluster", NAMESPACE);
    OTHER_NAMES.put("--stack (local|prod)", "--stack " + STACK);
    OTHER_NAMES.put("stack rm --force prod", "stack rm --force " + STACK);
    OTHER_NAMES.put("\\.state/", "\\$GREPTIMEDB_ETCD_STATE/");
  }

  private static final String SETTINGS =
      """
      config:
        greptimedb-etcd:cluster: {namespace: %s, chart: {reference: "%s"}, image: {registry: "localhost:15000"}, %s}
        greptimedb-etcd:backup: {enabled: true, schedule: "0 0 1 1 *", storage: {class: local, size: 1Gi}, drill: {schedule: "0 12 1 1 *"}}
        greptimedb-etcd:defrag: {enabled: true, acknowledgeRisk: true, schedule: "0 6 1 1 *"}
      """;

  private Checkout checkout;

  @BeforeAll
  void checkOut() {
    checkout =
        new Checkout(STACK, SETTINGS.formatted(NAMESPACE, TestStack.chart(), TestStack.SMALL));
  }

  @AfterAll
  void remove() {
    checkout.run("kubectl", "delete", "namespace", NAMESPACE, "--ignore-not-found", "--wait=false");
  }

  @TestFactory
  Stream<DynamicTest> everyBlockRuns() {
    return Documents.blocks().stream()
        .filter(Block::isRunAsItIs)
        // The README in another language has the same commands, which DocsTest sees to.
        .filter(block -> !block.file().toString().equals("README.zh.md"))
        .map(block -> DynamicTest.dynamicTest(block.place(), () -> run(block)));
  }

  private void run(Block block) {
    for (var command : commands(block)) {
      // when
      var start = Instant.now();
      var result = checkout.shell(named(command), environment(command));
      // then
      System.out.printf(
          "%s: %s: %d s%n",
          block.place(), command, Duration.between(start, Instant.now()).toSeconds());
      assertThat(result.exitCode())
          .as("%s: %s%n%s", block.place(), command, result.output())
          .isZero();
    }
  }

  /** One by one: {@code source} holds for those after it, and is there for each. */
  private static List<String> commands(Block block) {
    return block.commands().stream()
        .filter(command -> !command.equals("source tools/environment"))
        .toList();
  }

  private static String named(String command) {
    var named = command;
    for (var other : OTHER_NAMES.entrySet()) {
      named = named.replaceAll(other.getKey(), other.getValue());
    }
    return named;
  }

  /** A cluster of one's own is the tests' as well; its registry has the contract chart. */
  private Map<String, String> environment(String command) {
    return command.contains("TARGET=current")
        ? Map.of(
            "TARGET",
            "current",
            "KUBECONFIG",
            System.getenv("KUBECONFIG"),
            "GREPTIMEDB_ETCD_STATE",
            checkout.folder().resolve(".state").toString(),
            "CHART",
            TestStack.chart())
        : Map.of();
  }
}

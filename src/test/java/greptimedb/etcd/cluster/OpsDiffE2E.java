package greptimedb.etcd.cluster;

import static greptimedb.etcd.cluster.TestStack.SMALL;
import static greptimedb.etcd.cluster.TestStack.succeed;
import static org.assertj.core.api.Assertions.assertThat;

import greptimedb.etcd.BesideOthers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What {@code ops diff} says about restarts is what then happens: all switches together, in both
 * modes, on one member, which restarts faster than three do. After each up nothing is left to say.
 * {@link OpsDiffSoak} does it with each switch alone and with three members.
 */
@ExtendWith(RunningPods.class)
@BesideOthers
@ResourceLock("greptimedbclusters.greptime.io")
@ResourceLock("podmonitors.monitoring.coreos.com")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Order(7)
class OpsDiffE2E {
  private static final String ONE = SMALL + ", replicas: 1";
  private static final String GREPTIMEDB =
      "greptimedb: {enabled: true, namespace: e2e-diff, name: db, force: true}";
  private static final String GREPTIMEDB_CLUSTER =
      """
      apiVersion: greptime.io/v1alpha1
      kind: GreptimeDBCluster
      metadata: {name: db}
      spec: {meta: {replicas: 0, backendStorage: {etcd: {endpoints: ['elsewhere:2379']}}}}
      """;
  private static final Path DEFINITION =
      Path.of("src/test/resources/greptimedb/etcd/cluster/greptimedbcluster-backendStorage.yaml")
          .toAbsolutePath();

  private DiffedStack diffed;

  @BeforeAll
  void prepare() {
    diffed = new DiffedStack("e2e-diff");
    diffed.stack().configured(ONE);
  }

  @AfterAll
  void remove() {
    diffed
        .stack()
        .run("kubectl", "delete", "crd", "greptimedbclusters.greptime.io", "--ignore-not-found");
    diffed.close();
  }

  @Test
  @Order(1)
  void beforeTheFirstUpEverythingIsNew() {
    // when
    var report = diffed.report();
    // then
    assertThat(report.at("/summary/created")).isNotEmpty();
    assertThat(report.at("/summary/scaling/0").asText()).isEqualTo("etcd-0 starts");
    assertThat(report.at("/notes/0").asText()).isEqualTo("nothing of this stack is deployed");
    // when
    succeed(diffed.stack().up());
    // then
    diffed.assertNothingIsLeft();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("greptimedb.etcd.cluster.DiffedStack#allSwitches")
  @Order(2)
  void switchesRestartWhatTheDifferenceSays(String name, boolean restarts, List<String> blocks) {
    diffed.assertSaidAndDone(
        restarts, stack -> stack.configuredAs(ONE, blocks.toArray(String[]::new)));
  }

  @Test
  @Order(3)
  void pointingGreptimeDBAtTheReleaseRestartsNoMember() {
    // given
    var stack = diffed.stack();
    succeed(stack.kubectl("apply", "--server-side", "-f", DEFINITION.toString()));
    stack.awaitDefinition("greptimedbclusters.greptime.io");
    Manifests.apply(stack, GREPTIMEDB_CLUSTER);
    // then
    diffed.assertSaidAndDone(false, changed -> changed.configuredAs(ONE, GREPTIMEDB));
  }

  @Test
  @Order(4)
  void aChartValueThatNoPodReadsRestartsNoMember() {
    diffed.assertSaidAndDone(
        false,
        stack -> stack.configured(ONE + ", values: {networkPolicy: {allowExternal: false}}"));
  }

  @Test
  @Order(5)
  void withoutAClusterTheSameIsSaidFromTheState() {
    // given
    diffed.stack().configured(ONE + ", electionTimeout: 3000ms");
    // when
    var asked = diffed.report();
    var alone = diffed.reportWithoutCluster();
    // then
    assertThat(asked.at("/summary/restarts/0").asText()).startsWith("etcd-0 restarts ");
    assertThat(alone.at("/notes/0").asText()).startsWith("the cluster was not asked (");
    assertThat(asked.at("/notes")).isEmpty();
    assertThat(alone.path("summary")).isEqualTo(asked.path("summary"));
    assertThat(alone.path("differences")).isEqualTo(asked.path("differences"));
  }
}

package greptimedb.etcd.cluster;

import static greptimedb.etcd.cluster.TestStack.SMALL;
import static greptimedb.etcd.cluster.TestStack.succeed;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * As {@link OpsDiffE2E} with each switch alone, on three members, which restart one after the
 * other, and with more changes.
 */
@ExtendWith(RunningPods.class)
@ResourceLock("podmonitors.monitoring.coreos.com")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OpsDiffSoak {
  private DiffedStack diffed;

  @BeforeAll
  void prepare() {
    diffed = new DiffedStack("soak-diff");
    succeed(diffed.stack().configured(SMALL).up());
  }

  @AfterAll
  void remove() {
    diffed.close();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("greptimedb.etcd.cluster.DiffedStack#switches")
  @Order(1)
  void aSwitchRestartsWhatTheDifferenceSays(String name, boolean restarts, List<String> blocks) {
    diffed.assertSaidAndDone(
        restarts, stack -> stack.configuredWithBlocks(blocks.toArray(String[]::new)));
  }

  private static Stream<Arguments> clusterChanges() {
    return Stream.of(
        Arguments.of("quota", true, SMALL.replace("quota: 128Mi", "quota: 192Mi")),
        Arguments.of("label", true, SMALL + ", values: {podLabels: {team: storage}}"),
        Arguments.of(
            "network policy",
            false,
            SMALL
                + ", values: {podLabels: {team: storage}, networkPolicy: {allowExternal: false}}"),
        Arguments.of("replicas", true, SMALL + ", replicas: 5"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("clusterChanges")
  @Order(2)
  void aChangeOfTheClusterRestartsWhatTheDifferenceSays(
      String name, boolean restarts, String cluster) {
    diffed.assertSaidAndDone(restarts, stack -> stack.configured(cluster));
  }
}

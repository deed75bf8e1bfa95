package greptimedb.etcd.ops.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greptimedb.etcd.config.cluster.ResourceRequest;
import greptimedb.etcd.config.reading.Problem;
import greptimedb.etcd.config.value.Quantity;
import greptimedb.etcd.ops.console.ExitCode;
import greptimedb.etcd.ops.console.OpsException;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import org.junit.jupiter.api.Test;

class FitTest {
  private final KubernetesSerialization yaml = new KubernetesSerialization();

  @Test
  void aRequestAsLargeAsTheLargestNodeFits() {
    // given
    var nodes = List.of(node("small", "500m", "1Gi"), node("large", "2", "8388608Ki"));

    // when
    var problems = Fit.problems(request("2000m", "8Gi"), nodes);

    // then
    assertThat(problems).isEmpty();
  }

  @Test
  void eachResourceThatNoNodeHasIsToldWithTheLargestOffer() {
    // given
    var nodes =
        List.of(
            node("one", "1930m", "900Mi"), node("local", "2", "1Gi"), node("three", "1", "2Gi"));

    // when
    var problems = Fit.problems(request("16", "64Gi"), nodes);

    // then
    assertThat(problems)
        .extracting(Problem::toString)
        .containsExactly(
            "cluster.resources.cpu: 16: no node has that much; the largest offers 2 (node local)",
            "cluster.resources.memory: 64Gi: no node has that much; the largest offers 2Gi"
                + " (node three)");
  }

  @Test
  void onlyTheResourceThatIsShortIsTold() {
    // given
    var nodes = List.of(node("local", "2", "4Gi"));

    // when
    var problems = Fit.problems(request("1", "8Gi"), nodes);

    // then
    assertThat(problems).extracting(Problem::path).containsExactly("cluster.resources.memory");
  }

  @Test
  void aCordonedNodeOffersNothing() {
    // given
    var cordoned = node("large", "32", "128Gi");
    cordoned.getSpec().setUnschedulable(true);

    // when
    var beside = Fit.problems(request("4", "1Gi"), List.of(cordoned, node("local", "2", "8Gi")));
    var alone = Fit.problems(request("4", "1Gi"), List.of(cordoned));

    // then
    assertThat(beside)
        .extracting(Problem::expected)
        .containsExactly("no node has that much; the largest offers 2 (node local)");
    assertThat(alone)
        .extracting(Problem::expected)
        .containsExactly("no schedulable node offers any", "no schedulable node offers any");
  }

  @Test
  void anAmountThatIsNoQuantityCannotBeRead() {
    // given
    var nodes = List.of(node("local", "2", "8Qi"));

    // when, then
    assertThatThrownBy(() -> Fit.problems(request("1", "1Gi"), nodes))
        .isInstanceOfSatisfying(
            OpsException.class,
            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.UNREADABLE))
        .hasMessage("node local: allocatable memory is no quantity: 8Qi");
  }

  private static ResourceRequest request(String cpu, String memory) {
    return new ResourceRequest(Quantity.of(cpu), Quantity.of(memory));
  }

  private Node node(String name, String cpu, String memory) {
    return yaml.unmarshal(
        """
        metadata: {name: %s}
        spec: {}
        status: {allocatable: {cpu: '%s', memory: '%s'}}
        """
            .formatted(name, cpu, memory),
        Node.class);
  }
}

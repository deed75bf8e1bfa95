package greptimedb.etcd.ops.restore.live;

import greptimedb.etcd.config.cluster.ResourceRequest;
import greptimedb.etcd.config.value.Quantity;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether the nodes have room for further members beside the pods that are there. Taints, selectors
 * and affinity are not looked at.
 */
final class Room {
  private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

  private Room() {}

  /** How many members of this request fit, up to {@code wanted}. */
  static int fitting(ResourceRequest request, int wanted, List<Node> nodes, List<Pod> pods) {
    var free = new ArrayList<Free>();
    nodes.stream().filter(Room::isSchedulable).forEach(node -> free.add(free(node, pods)));
    var cpu = number(request.cpu());
    var memory = number(request.memory());
    var fitting = 0;
    for (var node : free) {
      while (fitting < wanted && node.takes(cpu, memory)) {
        fitting++;
      }
    }
    return fitting;
  }

  private static boolean isSchedulable(Node node) {
    return node.getSpec() == null || !Boolean.TRUE.equals(node.getSpec().getUnschedulable());
  }

  private static Free free(Node node, List<Pod> pods) {
    var free = new Free(amount(node, "cpu"), amount(node, "memory"));
    pods.stream()
        .filter(pod -> node.getMetadata().getName().equals(pod.getSpec().getNodeName()))
        .filter(pod -> !ENDED.contains(pod.getStatus().getPhase()))
        .flatMap(pod -> pod.getSpec().getContainers().stream())
        .filter(container -> container.getResources() != null)
        .map(container -> container.getResources().getRequests())
        .filter(requests -> requests != null)
        .forEach(requests -> free.remove(amount(requests, "cpu"), amount(requests, "memory")));
    return free;
  }

  private static BigDecimal amount(Node node, String resource) {
    return node.getStatus() == null || node.getStatus().getAllocatable() == null
        ? BigDecimal.ZERO
        : amount(node.getStatus().getAllocatable(), resource);
  }

  private static BigDecimal amount(
      Map<String, io.fabric8.kubernetes.api.model.Quantity> amounts, String resource) {
    var amount = amounts.get(resource);
    return amount == null ? BigDecimal.ZERO : amount.getNumericalAmount();
  }

  private static BigDecimal number(Quantity quantity) {
    return new io.fabric8.kubernetes.api.model.Quantity(quantity.text()).getNumericalAmount();
  }

  /** What is left on a node. */
  private static final class Free {
    private BigDecimal cpu;
    private BigDecimal memory;

    Free(BigDecimal cpu, BigDecimal memory) {
      this.cpu = cpu;
      this.memory = memory;
    }

    void remove(BigDecimal lessCpu, BigDecimal lessMemory) {
      cpu = cpu.subtract(lessCpu);
      memory = memory.subtract(lessMemory);
    }

    boolean takes(BigDecimal wantedCpu, BigDecimal wantedMemory) {
      if (cpu.compareTo(wantedCpu) < 0 || memory.compareTo(wantedMemory) < 0) {
        return false;
      }
      remove(wantedCpu, wantedMemory);
      return true;
    }
  }
}

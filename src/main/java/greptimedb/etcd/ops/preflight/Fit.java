package greptimedb.etcd.ops.preflight;

import greptimedb.etcd.config.cluster.ResourceRequest;
import greptimedb.etcd.config.reading.Problem;
import greptimedb.etcd.config.value.Quantity;
import greptimedb.etcd.ops.console.OpsException;
import io.fabric8.kubernetes.api.model.Node;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether a cluster has a node large enough for a member. Each resource is looked at by itself, and
 * what other pods have taken, taints and selectors are not: the answer tells of requests that no
 * node could ever meet.
 */
final class Fit {
  private Fit() {}

  /**
   * Compares what one member requests with what the largest node offers.
   *
   * @param request of each member
   * @param nodes all of the cluster; cordoned ones are passed over
   * @return one problem for each resource that no node has enough of; empty if there is none
   */
  static List<Problem> problems(ResourceRequest request, List<Node> nodes) {
    var schedulable = nodes.stream().filter(Fit::isSchedulable).toList();
    return Stream.of(
            problem("cpu", request.cpu(), schedulable),
            problem("memory", request.memory(), schedulable))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Problem> problem(String resource, Quantity wanted, List<Node> nodes) {
    var largest =
        nodes.stream()
            .flatMap(node -> offer(node, resource).stream())
            .reduce((one, other) -> other.quantity().exceeds(one.quantity()) ? other : one);
    if (largest.isPresent() && !wanted.exceeds(largest.get().quantity())) {
      return Optional.empty();
    }
    var found =
        largest
            .map(
                offer ->
                    "no node has that much; the largest offers %s (node %s)"
                        .formatted(offer.quantity().text(), offer.node()))
            .orElse("no schedulable node offers any");
    return Optional.of(new Problem("cluster.resources." + resource, wanted.text(), found));
  }

  private static Optional<Offer> offer(Node node, String resource) {
    var name = node.getMetadata().getName();
    return Optional.ofNullable(node.getStatus())
        .map(status -> status.getAllocatable())
        .map(allocatable -> allocatable.get(resource))
        .map(amount -> new Offer(name, quantity(name, resource, amount.toString())));
  }

  private static Quantity quantity(String node, String resource, String text) {
    return Quantity.parse(text)
        .orElseThrow(
            () ->
                OpsException.unreadable(
                    "node %s: allocatable %s is no quantity: %s".formatted(node, resource, text)));
  }

  private static boolean isSchedulable(Node node) {
    return node.getSpec() == null || !Boolean.TRUE.equals(node.getSpec().getUnschedulable());
  }

  /**
   * What a node has of a resource.
   *
   * @param node its name
   * @param quantity what is allocatable there
   */
  private record Offer(String node, Quantity quantity) {}
}

package greptimedb.etcd.cluster;

import static greptimedb.etcd.cluster.TestStack.succeed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The pod of one etcd member.
 *
 * @param stack that it belongs to
 * @param pod its name
 */
record Member(TestStack stack, String pod) {
  private static final Duration LIMIT = Duration.ofMinutes(4);

  /** Of its pod; empty while there is none. */
  String uid() {
    return says("{.metadata.uid}");
  }

  boolean isReady() {
    return says("{.status.conditions[?(@.type==\"Ready\")].status}").equals("True");
  }

  /** Where it serves clients: an address of the cluster, and a port. */
  String address() {
    return says("{.status.podIP}") + ":2379";
  }

  private String says(String path) {
    return stack
        .kubectl("get", "pod", pod, "--ignore-not-found", "-o", "jsonpath=" + path)
        .output();
  }

  /** What etcd's tool says in the pod. */
  String etcdctl(String... words) {
    var all = new ArrayList<>(List.of("exec", pod, "--", "etcdctl"));
    all.addAll(List.of(words));
    return succeed(stack.kubectl(all.toArray(String[]::new))).output().trim();
  }

  /** How many keys the cluster has under a prefix. */
  int keys(String prefix) {
    return etcdctl("get", prefix, "--prefix", "--count-only", "-w", "fields")
        .lines()
        .filter(line -> line.startsWith("\"Count\""))
        .mapToInt(line -> Integer.parseInt(line.replaceAll("\\D", "")))
        .sum();
  }

  /** Takes its volume and its pod away, and waits until it is back with another volume. */
  void loseVolume() {
    var before = uid();
    succeed(stack.kubectl("delete", "pvc", "data-" + pod, "--wait=false"));
    succeed(stack.kubectl("delete", "pod", pod, "--wait=false"));
    Command.awaitUntil(
        pod + " is back with another volume", LIMIT, () -> !uid().equals(before) && isReady());
  }
}

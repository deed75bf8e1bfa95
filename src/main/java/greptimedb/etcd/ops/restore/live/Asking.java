package greptimedb.etcd.ops.restore.live;

import greptimedb.etcd.ops.restore.ClusterAway;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Set;
import java.util.function.Supplier;

/** Calls of the API server, whose absence a restore outlives. */
final class Asking {
  /** Too many requests, and what an API server says while it starts, or a balancer without one. */
  private static final Set<Integer> AWAY = Set.of(429, 500, 502, 503, 504);

  private Asking() {}

  /**
   * Makes a call.
   *
   * @throws ClusterAway when nobody answers it
   */
  static <T> T ask(Supplier<T> call) {
    try {
      return call.get();
    } catch (KubernetesClientException failure) {
      throw isAway(failure) ? new ClusterAway(reason(failure), failure) : failure;
    }
  }

  /** Whether no answer came from the API server itself. */
  static boolean isAway(KubernetesClientException failure) {
    return failure.getCode() == 0 || AWAY.contains(failure.getCode());
  }

  private static String reason(Throwable failure) {
    var deepest = failure;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    var text = deepest.getMessage() == null ? deepest.toString() : deepest.getMessage();
    return text.lines().findFirst().orElse(text);
  }
}

package greptimedb.etcd.ops.restore.live;

import greptimedb.etcd.ops.restore.ClusterAway;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
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
    } catch (ClusterAway away) {
      throw away;
    } catch (RuntimeException failure) {
      throw isAway(failure) ? new ClusterAway(reason(failure), failure) : failure;
    }
  }

  /** Whether no answer came, or none from the API server itself. */
  private static boolean isAway(RuntimeException failure) {
    return isCutOff(failure)
        || (failure instanceof KubernetesClientException answered
            && AWAY.contains(answered.getCode()));
  }

  /** Whether no answer came at all: the client wraps the reason more than once. */
  static boolean isCutOff(Throwable failure) {
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException || cause instanceof TimeoutException) {
        return true;
      }
    }
    return false;
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

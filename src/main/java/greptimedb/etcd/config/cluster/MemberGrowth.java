package greptimedb.etcd.config.cluster;

import greptimedb.etcd.config.reading.ConfigurationException;
import greptimedb.etcd.config.reading.Problem;
import java.util.List;

/**
 * How many members may join a release in one up. The chart starts all new ones at once, and each
 * joins only while the majority of the new number is healthy: too many wait for each other for ever
 * (bitnami/charts#14393), or start with an empty database (bitnami/charts#7784).
 */
public final class MemberGrowth {
  private MemberGrowth() {}

  /**
   * Refuses a number of which those that are there are no majority.
   *
   * @param cluster what is wanted
   * @param existing members of the release that this stack has; 0 if it has none
   * @throws ConfigurationException naming the number to go to first
   */
  public static void refuse(ClusterConfiguration cluster, int existing) {
    var most = 2 * existing - 1;
    if (existing > 0 && cluster.replicas() > most) {
      throw new ConfigurationException(List.of(problem(cluster, existing, most)));
    }
  }

  private static Problem problem(ClusterConfiguration cluster, int existing, int most) {
    var wanted = cluster.replicas();
    return new Problem(
        "cluster.replicas",
        Integer.toString(wanted),
        existing == 1
            ? "release %s has one member, which others cannot join; set it back to 1. Members that tolerate a failure take a release that starts with 3, in a stack of its own"
                .formatted(cluster.release())
            : "release %s has %d members, and new ones join only while those are a majority; go to %d first"
                .formatted(cluster.release(), existing, most));
  }
}

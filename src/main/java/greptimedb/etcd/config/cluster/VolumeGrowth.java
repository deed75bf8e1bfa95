package greptimedb.etcd.config.cluster;

import greptimedb.etcd.config.reading.ConfigurationException;
import greptimedb.etcd.config.reading.Problem;
import greptimedb.etcd.config.value.Quantity;
import java.util.List;
import java.util.Optional;

/** The one setting that an existing release cannot change: the size of its members' volumes. */
public final class VolumeGrowth {
  private VolumeGrowth() {}

  /**
   * Refuses another size than the release was made with.
   *
   * @param cluster what is wanted
   * @param existing the size of the release that this stack has, if it has one
   * @throws ConfigurationException naming what to do instead
   */
  public static void refuse(ClusterConfiguration cluster, Optional<Quantity> existing) {
    var wanted = cluster.storage().size();
    existing
        .filter(size -> size.amount().compareTo(wanted.amount()) != 0)
        .ifPresent(
            size -> {
              throw new ConfigurationException(List.of(problem(cluster.release(), wanted, size)));
            });
  }

  private static Problem problem(String release, Quantity wanted, Quantity size) {
    return new Problem(
        "cluster.storage.size",
        wanted.text(),
        "release %s was made with %s, and a StatefulSet's volumeClaimTemplates cannot change; set it back to %s. For more"
                .formatted(release, size.text(), size.text())
            + " room enlarge the claims data-*-N themselves, if their class allows it: etcd uses it"
            + " at once, and this setting stays. Otherwise move the data by a snapshot to a stack"
            + " of its own (docs/restore.md, Into a stack of its own)");
  }
}

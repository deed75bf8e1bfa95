package greptimedb.etcd.config;

import greptimedb.etcd.config.cluster.ClusterConfiguration;
import java.util.ArrayList;
import java.util.List;

/** What is allowed but deserves a word: printed as warnings by preview and up. */
public final class Advice {
  private Advice() {}

  /** One line a warning; none for a configuration with room to spare. */
  public static List<String> on(ClusterConfiguration cluster) {
    var warnings = new ArrayList<String>();
    var twice = cluster.quota().amount().add(cluster.quota().amount());
    if (twice.compareTo(cluster.storage().size().amount()) > 0) {
      warnings.add(
          "cluster.storage.size: %s: holds no second copy of a database at its quota of %s, which defragmentation needs"
              .formatted(cluster.storage().size().text(), cluster.quota().text()));
    }
    if (cluster.replicas() == 1) {
      warnings.add("cluster.replicas: 1: one member tolerates no failure; 3 tolerate one");
    }
    return warnings;
  }
}

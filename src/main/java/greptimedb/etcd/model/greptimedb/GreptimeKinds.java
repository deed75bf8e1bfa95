package greptimedb.etcd.model.greptimedb;

import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.model.RequiredKind;
import java.util.List;

/** The custom kind that a cutover cannot do without. */
public final class GreptimeKinds {
  private GreptimeKinds() {}

  /** Of a stack; none unless a GreptimeDBCluster is to follow it. */
  public static List<RequiredKind> of(Configuration configuration) {
    return configuration.greptimedb().stream()
        .map(
            enabled ->
                new RequiredKind(
                    ClusterPatch.API_VERSION,
                    ClusterPatch.KIND,
                    "greptimedbclusters.greptime.io",
                    "The GreptimeDB operator",
                    "greptimedb.enabled",
                    "true",
                    "greptimedb.enabled: false"))
        .toList();
  }
}

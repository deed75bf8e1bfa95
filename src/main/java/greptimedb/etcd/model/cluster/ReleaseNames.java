package greptimedb.etcd.model.cluster;

import greptimedb.etcd.config.cluster.ClusterConfiguration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The names that the chart gives to the objects of a release.
 *
 * @param namespace of the release
 * @param release its name
 * @param replicas number of members
 */
public record ReleaseNames(String namespace, String release, int replicas) {
  private static final int CLIENT_PORT = 2379;

  /** The names of one of a stack's releases. */
  public static ReleaseNames of(ClusterConfiguration cluster, String release) {
    return new ReleaseNames(cluster.namespace(), release, cluster.replicas());
  }

  /** The chart's full name: the release's, with -etcd behind it unless it has etcd in it. */
  public String fullName() {
    return release.contains("etcd") ? release : release + "-etcd";
  }

  /** {@code host:port} of the client Service. */
  public String endpoint() {
    return "%s.%s.svc.cluster.local:%d".formatted(fullName(), namespace, CLIENT_PORT);
  }

  /**
   * Whether an endpoint, however it is spelled, is the client Service or a member.
   *
   * @param endpoint {@code host:port}, with or without scheme and cluster domain
   */
  public boolean serves(String endpoint) {
    var host = endpoint.replaceFirst("^https?://", "").replaceFirst(":\\d+$", "");
    var service = host.replaceFirst("\\.svc(\\.cluster\\.local)?\\.?$", "");
    return service.equals(fullName() + "." + namespace)
        || service.matches("%1$s-\\d+\\.%1$s-headless\\.%2$s".formatted(fullName(), namespace));
  }

  /** {@code host:port} of each member, by the headless Service. */
  public List<String> memberEndpoints() {
    return IntStream.range(0, replicas)
        .mapToObj(
            member ->
                "%1$s-%2$d.%1$s-headless.%3$s.svc.cluster.local:%4$d"
                    .formatted(fullName(), member, namespace, CLIENT_PORT))
        .toList();
  }
}

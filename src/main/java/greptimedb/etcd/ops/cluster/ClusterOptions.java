package greptimedb.etcd.ops.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import picocli.CommandLine.Option;

/** The option by which a command finds its cluster: a picocli mixin. */
public final class ClusterOptions {
  private static final int CONNECT_MILLISECONDS = 3_000;

  @Option(
      names = "--context",
      paramLabel = "CONTEXT",
      description = "The kubeconfig's context (default: its current one).")
  private String context;

  /** A client of that cluster, which the caller closes; nothing is asked of the cluster yet. */
  public KubernetesClient client() {
    return client(Config.autoConfigure(context));
  }

  /**
   * One that says soon that the API server is away, for a caller that asks again by itself: the
   * library's own way is to go on for 20 s before it says anything, with pauses of up to 3 s.
   */
  public KubernetesClient impatientClient() {
    var config = Config.autoConfigure(context);
    config.setConnectionTimeout(CONNECT_MILLISECONDS);
    config.setRequestRetryBackoffLimit(1);
    return client(config);
  }

  private static KubernetesClient client(Config config) {
    var key = config.getClientKeyData();
    if (key != null) {
      ClientKeys.rewritten(key)
          .ifPresent(
              readable -> {
                config.setClientKeyData(readable);
                config.setClientKeyAlgo("EC");
              });
    }
    return new KubernetesClientBuilder().withConfig(config).build();
  }
}

package greptimedb.etcd.ops.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import picocli.CommandLine.Option;

/** The option by which a command finds its cluster: a picocli mixin. */
public final class ClusterOptions {
  @Option(
      names = "--context",
      paramLabel = "CONTEXT",
      description = "The kubeconfig's context (default: its current one).")
  private String context;

  /** A client of that cluster, which the caller closes; nothing is asked of the cluster yet. */
  public KubernetesClient client() {
    var config = Config.autoConfigure(context);
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

package greptimedb.etcd.ops.cluster;

import greptimedb.etcd.ops.console.OpsException;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.Optional;
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
    return client(config());
  }

  /**
   * One that says soon that the API server is away, for a caller that asks again by itself: the
   * library's own way is to go on for 20 s before it says anything, with pauses of up to 3 s.
   */
  public KubernetesClient impatientClient() {
    var config = config();
    config.setConnectionTimeout(CONNECT_MILLISECONDS);
    config.setRequestRetryBackoffLimit(1);
    return client(config);
  }

  /** What asks the API a few questions soonest: kubectl where it is on PATH, else the library. */
  public ApiReader reader() {
    var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return KubectlReader.find(path, Optional.ofNullable(context), CONNECT_MILLISECONDS / 1000)
        .orElseGet(() -> new ClientReader(impatientClient()));
  }

  /** The library takes the current context in place of one that is not there. */
  private Config config() {
    var config = Config.autoConfigure(context);
    var known = config.getContexts().stream().map(NamedContext::getName).toList();
    if (context != null && !known.contains(context)) {
      throw OpsException.unreadable(
          "--context %s: the kubeconfig has no such context; there are: %s"
              .formatted(context, String.join(", ", known)));
    }
    return config;
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

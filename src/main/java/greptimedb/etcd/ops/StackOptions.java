package greptimedb.etcd.ops;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options by which a command finds its stack and its cluster. */
final class StackOptions {
  @Option(names = "--stack", required = true, paramLabel = "NAME", description = "The stack.")
  private String stack;

  @Option(
      names = "--project",
      paramLabel = "FOLDER",
      defaultValue = ".",
      description = "The folder of Pulumi.yaml (default: this program's).")
  private Path project;

  @Option(
      names = "--context",
      paramLabel = "CONTEXT",
      description = "The kubeconfig's context (default: its current one).")
  private String context;

  String stack() {
    return stack;
  }

  Project project() {
    return Project.in(project);
  }

  KubernetesClient client() {
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

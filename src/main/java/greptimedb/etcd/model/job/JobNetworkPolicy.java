package greptimedb.etcd.model.job;

import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.model.KubernetesObject;
import java.util.List;
import java.util.Map;

/**
 * What a job's pods may talk to: nothing, or the active release's members and the names' server.
 */
public final class JobNetworkPolicy {
  private static final int CLIENT_PORT = 2379;
  private static final int NAMES_PORT = 53;

  private JobNetworkPolicy() {}

  /** A policy for pods that talk to etcd. */
  public static KubernetesObject toEtcd(
      Configuration configuration, String name, String component) {
    return policy(configuration, name, component, List.of(members(configuration), names()));
  }

  /** A policy for pods that talk to nobody. */
  public static KubernetesObject toNobody(
      Configuration configuration, String name, String component) {
    return policy(configuration, name, component, List.of());
  }

  private static KubernetesObject policy(
      Configuration configuration, String name, String component, List<Object> egress) {
    return KubernetesObject.withSpec(
        "networking.k8s.io/v1",
        "NetworkPolicy",
        Map.of("name", name, "namespace", configuration.cluster().namespace()),
        Map.of(
            "podSelector",
            Map.of("matchLabels", JobPod.selector(configuration, component)),
            "policyTypes",
            List.of("Ingress", "Egress"),
            "egress",
            egress));
  }

  private static Map<String, Object> members(Configuration configuration) {
    return Map.of(
        "to",
        List.of(
            Map.of(
                "podSelector",
                Map.of(
                    "matchLabels",
                    Map.of(
                        "app.kubernetes.io/name",
                        "etcd",
                        "app.kubernetes.io/instance",
                        configuration.active())))),
        "ports",
        List.of(Map.of("port", CLIENT_PORT, "protocol", "TCP")));
  }

  private static Map<String, Object> names() {
    return Map.of(
        "ports",
        List.of(
            Map.of("port", NAMES_PORT, "protocol", "UDP"),
            Map.of("port", NAMES_PORT, "protocol", "TCP")));
  }
}

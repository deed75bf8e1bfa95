package greptimedb.etcd.ops.operator;

import greptimedb.etcd.ops.operator.Fleet.Member;
import greptimedb.etcd.ops.operator.Fleet.SecretKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The {@code Stack} of one cluster (pulumi.com/v1, operator 2.3.0 or newer: that takes structured
 * configuration).
 */
final class StackObject {
  /** Where the image has Pulumi.yaml and the jar. */
  static final String PROGRAM = "/greptimedb-etcd";

  private static final String KUBECONFIG = "/kubeconfig";

  private StackObject() {}

  /** As {@code kubectl apply} takes it. */
  static Map<String, Object> desired(Fleet fleet, Member cluster) {
    var object = new LinkedHashMap<String, Object>();
    object.put("apiVersion", "pulumi.com/v1");
    object.put("kind", "Stack");
    object.put(
        "metadata",
        Map.of(
            "name", cluster.name(),
            "namespace", fleet.namespace(),
            "labels", Map.of("app.kubernetes.io/part-of", "greptimedb-etcd")));
    object.put("spec", spec(fleet, cluster));
    return object;
  }

  private static Map<String, Object> spec(Fleet fleet, Member cluster) {
    var spec = new LinkedHashMap<String, Object>();
    spec.put("stack", "%s/greptimedb-etcd/%s".formatted(fleet.organization(), cluster.name()));
    spec.put("backend", fleet.backend());
    fleet.secretsProvider().ifPresent(provider -> spec.put("secretsProvider", provider));
    spec.put("serviceAccountName", fleet.serviceAccount());
    spec.put("config", cluster.config());
    var secrets = environment(fleet);
    if (!secrets.isEmpty()) {
      spec.put("envRefs", secrets);
    }
    spec.put("refresh", true);
    spec.put("continueResyncOnCommitMatch", true);
    spec.put("resyncFrequencySeconds", fleet.refreshSeconds());
    // Else every cluster would keep a pod between its updates.
    spec.put("workspaceReclaimPolicy", "Delete");
    spec.put("workspaceTemplate", Map.of("spec", workspace(fleet, cluster)));
    return spec;
  }

  private static Map<String, Object> environment(Fleet fleet) {
    var references = new LinkedHashMap<String, Object>();
    fleet
        .passphrase()
        .ifPresent(secret -> references.put("PULUMI_CONFIG_PASSPHRASE", reference(secret)));
    fleet
        .accessToken()
        .ifPresent(secret -> references.put("PULUMI_ACCESS_TOKEN", reference(secret)));
    return references;
  }

  private static Map<String, Object> reference(SecretKey secret) {
    return Map.of("type", "Secret", "secret", Map.of("name", secret.secret(), "key", secret.key()));
  }

  private static Map<String, Object> workspace(Fleet fleet, Member cluster) {
    var workspace = new LinkedHashMap<String, Object>();
    workspace.put("image", fleet.image());
    workspace.put("imagePullPolicy", "IfNotPresent");
    workspace.put("securityProfile", "restricted");
    workspace.put("local", Map.of("dir", PROGRAM));
    workspace.put(
        "resources",
        Map.of(
            "requests", Map.of("cpu", "500m", "memory", fleet.memory()),
            "limits", Map.of("memory", fleet.memory())));
    if (!fleet.environment().isEmpty()) {
      workspace.put(
          "envFrom",
          fleet.environment().stream()
              .map(secret -> Map.of("secretRef", Map.of("name", secret)))
              .toList());
    }
    cluster.kubeconfig().ifPresent(secret -> workspace.put("podTemplate", pod(secret)));
    return workspace;
  }

  private static Map<String, Object> pod(String kubeconfig) {
    return Map.of(
        "spec",
        Map.of(
            "containers",
            List.of(
                Map.of(
                    "name", "pulumi",
                    "env",
                        List.of(Map.of("name", "KUBECONFIG", "value", KUBECONFIG + "/kubeconfig")),
                    "volumeMounts",
                        List.of(
                            Map.of(
                                "name", "kubeconfig", "mountPath", KUBECONFIG, "readOnly", true)))),
            "volumes",
            List.of(Map.of("name", "kubeconfig", "secret", Map.of("secretName", kubeconfig)))));
  }
}

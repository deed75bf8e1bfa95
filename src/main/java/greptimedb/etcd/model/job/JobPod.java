package greptimedb.etcd.model.job;

import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.config.cluster.ImageReference;
import greptimedb.etcd.config.value.Quantity;
import greptimedb.etcd.model.cluster.ObjectNames;
import greptimedb.etcd.model.cluster.ReleaseNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A pod that runs one script of the program in the etcd image. It meets the Pod Security standard
 * "restricted" and holds no token of the API server.
 *
 * @param component what it is, as its label {@code app.kubernetes.io/component} says
 * @param script file that it runs
 * @param environment settings of the script
 * @param claim that is mounted at {@code /snapshots}; empty for none
 * @param readOnly whether that mount is
 * @param scratch size of the space at {@code /scratch}; empty for none
 * @param memory the most that it may use
 * @param observed ConfigMaps that need not be there, by the folder where the pod sees them
 */
public record JobPod(
    String component,
    String script,
    Map<String, String> environment,
    Optional<String> claim,
    boolean readOnly,
    Optional<Quantity> scratch,
    Quantity memory,
    Map<String, String> observed) {
  /** Where the snapshots are. */
  public static final String SNAPSHOT_FOLDER = "/snapshots";

  /** Where a script may restore to. */
  public static final String SCRATCH_FOLDER = "/scratch";

  /** The user and group of the etcd image. */
  private static final int USER = 1001;

  /** A pod that observes nothing. */
  public JobPod(
      String component,
      String script,
      Map<String, String> environment,
      Optional<String> claim,
      boolean readOnly,
      Optional<Quantity> scratch,
      Quantity memory) {
    this(component, script, environment, claim, readOnly, scratch, memory, Map.of());
  }

  /** The same pod that also observes a ConfigMap. */
  public JobPod observing(String configMap, String folder) {
    return new JobPod(
        component,
        script,
        environment,
        claim,
        readOnly,
        scratch,
        memory,
        Map.of(folder, configMap));
  }

  /** The pod's template. */
  public Map<String, Object> template(Configuration configuration) {
    return Map.of(
        "metadata",
        Map.of("labels", labels(configuration)),
        "spec",
        Map.of(
            "restartPolicy",
            "Never",
            "automountServiceAccountToken",
            false,
            "enableServiceLinks",
            false,
            "securityContext",
            Map.of(
                "runAsNonRoot",
                true,
                "runAsUser",
                USER,
                "runAsGroup",
                USER,
                "fsGroup",
                USER,
                "fsGroupChangePolicy",
                "OnRootMismatch",
                "seccompProfile",
                Map.of("type", "RuntimeDefault")),
            "containers",
            List.of(container(configuration)),
            "volumes",
            volumes(configuration)));
  }

  /**
   * The labels of the pod; the last one lets it reach etcd where the chart's NetworkPolicy shuts
   * out the rest ({@code networkPolicy.allowExternal: false}).
   */
  private Map<String, Object> labels(Configuration configuration) {
    var labels = new TreeMap<String, Object>(selector(configuration, component));
    labels.put("app.kubernetes.io/managed-by", "Pulumi");
    labels.put(active(configuration).fullName() + "-client", "true");
    return labels;
  }

  /** What tells these pods from all others of the namespace. */
  static Map<String, Object> selector(Configuration configuration, String component) {
    return Map.of(
        "app.kubernetes.io/name",
        "greptimedb-etcd",
        "app.kubernetes.io/instance",
        configuration.cluster().release(),
        "app.kubernetes.io/component",
        component);
  }

  /** The names of the active release's objects. */
  public static ReleaseNames active(Configuration configuration) {
    var cluster = configuration.cluster();
    return new ReleaseNames(cluster.namespace(), configuration.active(), cluster.replicas());
  }

  private Map<String, Object> container(Configuration configuration) {
    return Map.of(
        "name",
        component,
        "image",
        image(configuration.cluster().image()),
        "command",
        List.of("/bin/bash", JobScripts.FOLDER + "/" + script),
        "env",
        variables(),
        // So that who waits for the Job is told the script's own last words.
        "terminationMessagePolicy",
        "FallbackToLogsOnError",
        "resources",
        Map.of(
            "requests", Map.of("cpu", "50m", "memory", "64Mi"),
            "limits", Map.of("cpu", "1", "memory", memory.text())),
        "securityContext",
        Map.of(
            "allowPrivilegeEscalation",
            false,
            "readOnlyRootFilesystem",
            true,
            "capabilities",
            Map.of("drop", List.of("ALL"))),
        "volumeMounts",
        mounts());
  }

  private static String image(ImageReference image) {
    return "%s/%s:%s".formatted(image.registry(), image.repository(), image.tag());
  }

  private List<Map<String, String>> variables() {
    return new TreeMap<>(environment)
        .entrySet().stream()
            .map(entry -> Map.of("name", entry.getKey(), "value", entry.getValue()))
            .toList();
  }

  private List<Map<String, Object>> mounts() {
    var mounts = new ArrayList<Map<String, Object>>();
    mounts.add(Map.of("name", "scripts", "mountPath", JobScripts.FOLDER, "readOnly", true));
    mounts.add(Map.of("name", "temporary", "mountPath", "/tmp"));
    claim.ifPresent(
        name ->
            mounts.add(
                Map.of("name", "snapshots", "mountPath", SNAPSHOT_FOLDER, "readOnly", readOnly)));
    scratch.ifPresent(size -> mounts.add(Map.of("name", "scratch", "mountPath", SCRATCH_FOLDER)));
    observed.forEach(
        (folder, configMap) ->
            mounts.add(Map.of("name", configMap, "mountPath", folder, "readOnly", true)));
    return mounts;
  }

  private List<Map<String, Object>> volumes(Configuration configuration) {
    var volumes = new ArrayList<Map<String, Object>>();
    volumes.add(
        Map.of(
            "name",
            "scripts",
            "configMap",
            Map.of("name", ObjectNames.of(configuration.cluster()).scripts())));
    volumes.add(Map.of("name", "temporary", "emptyDir", Map.of("sizeLimit", "64Mi")));
    claim.ifPresent(
        name ->
            volumes.add(
                Map.of("name", "snapshots", "persistentVolumeClaim", Map.of("claimName", name))));
    scratch.ifPresent(
        size ->
            volumes.add(Map.of("name", "scratch", "emptyDir", Map.of("sizeLimit", size.text()))));
    observed
        .values()
        .forEach(
            configMap ->
                volumes.add(
                    Map.of(
                        "name",
                        configMap,
                        "configMap",
                        Map.of("name", configMap, "optional", true))));
    return volumes;
  }
}

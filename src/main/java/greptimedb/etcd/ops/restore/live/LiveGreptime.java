package greptimedb.etcd.ops.restore.live;

import static greptimedb.etcd.ops.restore.live.Asking.ask;

import greptimedb.etcd.config.greptimedb.GreptimeConfiguration;
import greptimedb.etcd.model.cluster.ReleaseNames;
import greptimedb.etcd.model.greptimedb.ClusterPatch;
import greptimedb.etcd.model.greptimedb.Cutover;
import greptimedb.etcd.model.greptimedb.LiveCluster;
import greptimedb.etcd.ops.restore.GreptimePort;
import greptimedb.etcd.ops.restore.StepFailed;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A GreptimeDBCluster and what its operator makes of it: Deployment, pods and ConfigMap {@code
 * NAME-meta} (greptimedb-operator, controllers/greptimedbcluster/deployers/meta.go).
 */
public final class LiveGreptime implements GreptimePort {
  private final KubernetesClient client;
  private final GreptimeConfiguration configuration;
  private final String namespace;
  private final String name;

  /** Of the GreptimeDBCluster that the block names. */
  public LiveGreptime(KubernetesClient client, GreptimeConfiguration configuration) {
    this.client = client;
    this.configuration = configuration;
    this.namespace = configuration.namespace();
    this.name = configuration.name();
  }

  /** The object as plain maps; empty where there is none, or no such kind. */
  public Optional<Map<String, Object>> object() {
    return Optional.ofNullable(ask(() -> resource().get()))
        .map(
            found -> {
              @SuppressWarnings("unchecked")
              Map<String, Object> fields =
                  client.getKubernetesSerialization().convertValue(found, Map.class);
              return fields;
            });
  }

  /** The tag of Metasrv's image, such as {@code v0.15.5}; empty where none runs. */
  public Optional<String> version() {
    return deployment()
        .map(found -> found.getSpec().getTemplate().getSpec().getContainers())
        .flatMap(containers -> containers.stream().findFirst())
        .map(container -> container.getImage().replaceFirst("^.*[:@]", ""));
  }

  private Optional<Deployment> deployment() {
    return Optional.ofNullable(
        ask(
            () ->
                client.apps().deployments().inNamespace(namespace).withName(name + "-meta").get()));
  }

  @Override
  public int replicas() {
    return object()
        .map(object -> at(object, "spec", "meta", "replicas"))
        .map(found -> found instanceof Number number ? number.intValue() : 1)
        .orElse(1);
  }

  @Override
  public void scale(int replicas) {
    ask(
        () ->
            resource()
                .patch(
                    Merging.patch(),
                    "{\"spec\":{\"meta\":{\"replicas\":%d}}}".formatted(replicas)));
  }

  @Override
  public List<String> remaining() {
    // Before the pods: a Deployment that wants none makes no further ones.
    var wanting = deployment().flatMap(LiveGreptime::wanting);
    var pods =
        ask(
            () ->
                client
                    .pods()
                    .inNamespace(namespace)
                    .withLabel("app.greptime.io/component", name + "-meta")
                    .list());
    return Stream.concat(wanting.stream(), pods.getItems().stream().map(LiveGreptime::shown))
        .toList();
  }

  private static Optional<String> wanting(Deployment deployment) {
    var wanted = number(deployment.getSpec().getReplicas());
    return wanted == 0
        ? Optional.empty()
        : Optional.of(
            "Deployment %s still wants %d pods (does the GreptimeDB operator run?)"
                .formatted(deployment.getMetadata().getName(), wanted));
  }

  @Override
  public void point(ReleaseNames release) {
    var live =
        object()
            .map(LiveCluster::new)
            .orElseThrow(
                () -> new StepFailed("GreptimeDBCluster %s/%s is gone".formatted(namespace, name)));
    var cutover = new Cutover(configuration, live.stopped(), release);
    if (!cutover.problems().isEmpty()) {
      throw new StepFailed(cutover.problems().get(0).toString());
    }
    var manifest = client.getKubernetesSerialization().asJson(cutover.patch().manifest());
    try {
      ask(() -> resource().patch(applying(), manifest));
    } catch (KubernetesClientException refused) {
      throw new StepFailed(
          "the API server refused to move GreptimeDBCluster %s/%s: %s; greptimedb.endpointField: auto follows the object"
              .formatted(namespace, name, refused.getStatus().getMessage()));
    }
  }

  /** By the same manager as the program's patch, which finds nothing to do then. */
  private PatchContext applying() {
    return new PatchContext.Builder()
        .withPatchType(PatchType.SERVER_SIDE_APPLY)
        .withFieldManager(ClusterPatch.FIELD_MANAGER)
        .withForce(configuration.force())
        .build();
  }

  @Override
  public List<String> endpoints() {
    var object = object().orElse(Map.of());
    var old = texts(at(object, "spec", "meta", "etcdEndpoints"));
    return old.isEmpty()
        ? texts(at(object, "spec", "meta", "backendStorage", "etcd", "endpoints"))
        : old;
  }

  @Override
  public List<String> missing(int replicas, ReleaseNames release) {
    var missing = new ArrayList<String>();
    var map = ask(() -> client.configMaps().inNamespace(namespace).withName(name + "-meta").get());
    // Another spelling of the same Service may be what GreptimeDB was given.
    var addresses = map == null ? List.<String>of() : StoreAddresses.of(map.getData());
    if (addresses.isEmpty() || !addresses.stream().allMatch(release::serves)) {
      missing.add(
          "ConfigMap %s-meta does not name %s yet, but %s"
              .formatted(name, release.endpoint(), addresses));
    }
    deployment()
        .map(found -> rollout(found, replicas))
        .orElse(Optional.of("there is no Deployment %s-meta".formatted(name)))
        .ifPresent(missing::add);
    return missing;
  }

  /** As {@code kubectl rollout status} judges it. */
  private static Optional<String> rollout(Deployment deployment, int replicas) {
    var status = deployment.getStatus();
    if (deployment.getSpec().getReplicas() != replicas
        || status == null
        || status.getObservedGeneration() == null
        || status.getObservedGeneration() < deployment.getMetadata().getGeneration()) {
      return Optional.of(
          "Deployment %s has not been taken up yet".formatted(deployment.getMetadata().getName()));
    }
    var ready = number(status.getReadyReplicas());
    if (number(status.getUpdatedReplicas()) < replicas
        || number(status.getReplicas()) > replicas
        || ready < replicas) {
      return Optional.of("%d of %d Metasrv pods are ready".formatted(ready, replicas));
    }
    return Optional.empty();
  }

  private Resource<GenericKubernetesResource> resource() {
    return client
        .genericKubernetesResources("greptime.io/v1alpha1", "GreptimeDBCluster")
        .inNamespace(namespace)
        .withName(name);
  }

  private static String shown(Pod pod) {
    var metadata = pod.getMetadata();
    if (metadata.getDeletionTimestamp() == null) {
      return "%s (%s)".formatted(metadata.getName(), pod.getStatus().getPhase());
    }
    return metadata.getFinalizers().isEmpty()
        ? "%s (terminating since %s)".formatted(metadata.getName(), metadata.getDeletionTimestamp())
        : "%s (terminating, held by the finalizer %s)"
            .formatted(metadata.getName(), String.join(", ", metadata.getFinalizers()));
  }

  private static Object at(Map<String, Object> object, String... path) {
    Object found = object;
    for (var key : path) {
      found = found instanceof Map<?, ?> fields ? fields.get(key) : null;
    }
    return found;
  }

  private static List<String> texts(Object found) {
    return found instanceof List<?> values
        ? values.stream().map(String::valueOf).toList()
        : List.of();
  }

  private static int number(Integer found) {
    return found == null ? 0 : found;
  }
}

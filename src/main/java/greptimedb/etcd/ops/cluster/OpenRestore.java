package greptimedb.etcd.ops.cluster;

import greptimedb.etcd.model.cluster.ObjectNames;
import greptimedb.etcd.ops.console.Json;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;
import java.util.Set;

/** A restore that has not come to its end, by the ConfigMap in which it keeps its progress. */
public final class OpenRestore {
  private static final Set<String> OPEN = Set.of("RUNNING", "ROLLING_BACK");

  private OpenRestore() {}

  /** Which one there is in a namespace, running or cut off: {@code restore 20260102-030405}. */
  public static Optional<String> in(KubernetesClient client, String namespace) {
    return Optional.ofNullable(
            client.configMaps().inNamespace(namespace).withName(ObjectNames.RESTORE_PROGRESS).get())
        .flatMap(OpenRestore::of);
  }

  static Optional<String> of(ConfigMap map) {
    return Optional.ofNullable(map.getData())
        .map(data -> data.get(ObjectNames.RESTORE_PROGRESS_KEY))
        .map(text -> new Json().parse(text, "ConfigMap " + ObjectNames.RESTORE_PROGRESS))
        .filter(progress -> OPEN.contains(progress.path("outcome").asText()))
        .map(progress -> "restore " + progress.path("id").asText());
  }
}

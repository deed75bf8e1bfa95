package greptimedb.etcd.ops.restore.live;

import static greptimedb.etcd.ops.restore.live.Asking.ask;

import greptimedb.etcd.ops.console.Json;
import greptimedb.etcd.ops.console.OpsException;
import greptimedb.etcd.ops.restore.ClusterAway;
import greptimedb.etcd.ops.restore.Hold;
import greptimedb.etcd.ops.restore.ProgressDocument;
import greptimedb.etcd.ops.restore.ProgressPort;
import greptimedb.etcd.ops.restore.RestoreProgress;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;

/**
 * The ConfigMap {@code etcd-restore} of the cluster's namespace: the progress of the last restore,
 * and who works on it. Each write names the version that it changes, so that of two who want to
 * hold it the API server lets one.
 */
public final class LiveProgress implements ProgressPort, AutoCloseable {
  /** Its name. */
  public static final String NAME = "etcd-restore";

  private static final String PROGRESS = "progress.json";
  private static final String HOLDER = "holder.json";

  private final KubernetesClient client;
  private final String namespace;
  private final String host;
  private final long pid;
  private final Json json = new Json();
  private Optional<RestoreProgress> progress = Optional.empty();
  private String version = "";

  /**
   * Asks nothing yet.
   *
   * @param host of this process
   * @param pid of this process
   */
  public LiveProgress(KubernetesClient client, String namespace, String host, long pid) {
    this.client = client;
    this.namespace = namespace;
    this.host = host;
    this.pid = pid;
  }

  /** The last restore, whoever holds it. */
  public Optional<RestoreProgress> read() {
    return found().map(this::progress);
  }

  /** Who holds it, if its process may still be at work. */
  public Optional<Hold> liveHolder(LongPredicate lives) {
    return found()
        .flatMap(this::holder)
        .filter(hold -> hold.isLive(Instant.now(), host, lives.test(hold.pid())));
  }

  /**
   * Takes hold of a restore: a new one, or one that was cut off.
   *
   * @param lives whether a process of this host lives
   * @throws OpsException with exit code 3 when somebody else holds it
   */
  public synchronized void take(RestoreProgress taken, LongPredicate lives) {
    var found = found();
    liveHolder(lives)
        .ifPresent(
            hold -> {
              throw OpsException.refused("another restore is at work: " + hold.shown());
            });
    version = found.map(map -> map.getMetadata().getResourceVersion()).orElse("");
    write(taken);
  }

  @Override
  public synchronized void save(RestoreProgress changed) {
    write(changed);
  }

  /** Says that this process lives; a failure is left to the next write. */
  public synchronized void beat() {
    try {
      progress.ifPresent(this::write);
    } catch (ClusterAway | OpsException | KubernetesClientException failure) {
      // Told by whatever the restore itself asks next.
      return;
    }
  }

  /** Gives the hold up. */
  @Override
  public synchronized void close() {
    if (progress.isPresent()) {
      var data = Map.of(PROGRESS, ProgressDocument.of(progress.get()).toPrettyString());
      progress = Optional.empty();
      ask(() -> client.resource(map(data)).update());
    }
  }

  private void write(RestoreProgress changed) {
    var holder =
        "{\"host\":\"%s\",\"pid\":%d,\"heartbeat\":\"%s\"}".formatted(host, pid, Instant.now());
    var map = map(Map.of(PROGRESS, ProgressDocument.of(changed).toPrettyString(), HOLDER, holder));
    try {
      var written =
          ask(
              () ->
                  version.isEmpty()
                      ? client.resource(map).create()
                      : client.resource(map).update());
      version = written.getMetadata().getResourceVersion();
      progress = Optional.of(changed);
    } catch (KubernetesClientException failure) {
      if (failure.getCode() == HttpURLConnection.HTTP_CONFLICT) {
        conflict(changed);
        return;
      }
      throw failure;
    }
  }

  /** Somebody else wrote, or an answer to a write of this process was lost. */
  private void conflict(RestoreProgress changed) {
    var found =
        found().orElseThrow(() -> OpsException.refused("ConfigMap etcd-restore was deleted"));
    var holder = holder(found);
    if (holder.isEmpty() || holder.get().pid() != pid || !holder.get().host().equals(host)) {
      throw OpsException.refused(
          "another restore has taken over: "
              + holder.map(Hold::shown).orElse("it gave up the hold already"));
    }
    version = found.getMetadata().getResourceVersion();
    write(changed);
  }

  private ConfigMap map(Map<String, String> data) {
    var builder =
        new ConfigMapBuilder()
            .withNewMetadata()
            .withName(NAME)
            .withNamespace(namespace)
            .addToLabels("app.kubernetes.io/managed-by", "greptimedb-etcd-ops")
            .endMetadata()
            .withData(data);
    if (!version.isEmpty()) {
      builder.editMetadata().withResourceVersion(version).endMetadata();
    }
    return builder.build();
  }

  private Optional<ConfigMap> found() {
    return Optional.ofNullable(ask(() -> resource().get()));
  }

  private Resource<ConfigMap> resource() {
    return client.configMaps().inNamespace(namespace).withName(NAME);
  }

  private RestoreProgress progress(ConfigMap map) {
    try {
      return ProgressDocument.read(json.parse(map.getData().getOrDefault(PROGRESS, "{}"), NAME));
    } catch (IllegalArgumentException | java.time.DateTimeException unknown) {
      throw OpsException.unreadable("ConfigMap etcd-restore is of another version", unknown);
    }
  }

  private Optional<Hold> holder(ConfigMap map) {
    return Optional.ofNullable(map.getData().get(HOLDER))
        .map(text -> json.parse(text, NAME))
        .map(
            found ->
                new Hold(
                    found.path("host").asText(),
                    found.path("pid").asLong(),
                    Instant.parse(found.path("heartbeat").asText())));
  }
}

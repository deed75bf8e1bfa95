package greptimedb.etcd.ops.restore.live;

import static greptimedb.etcd.ops.restore.live.Asking.ask;

import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.config.backup.BackupConfiguration;
import greptimedb.etcd.config.restore.RestoreConfiguration;
import greptimedb.etcd.model.KubernetesObject;
import greptimedb.etcd.model.recovery.Preparation;
import greptimedb.etcd.model.recovery.PreparedName;
import greptimedb.etcd.model.recovery.Recovery;
import greptimedb.etcd.ops.console.Reason;
import greptimedb.etcd.ops.restore.PreparationPort;
import greptimedb.etcd.ops.restore.RestoreLog;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** The preparation's Job and its NetworkPolicy, of the program's own model. */
public final class LivePreparation implements PreparationPort {
  private static final String MANAGER = "greptimedb-etcd-ops";

  private final KubernetesClient client;
  private final Configuration configuration;
  private final BackupConfiguration backup;
  private final Supplier<String> storeKeyPrefix;
  private final RestoreLog log;

  /**
   * Of a stack.
   *
   * @param storeKeyPrefix of GreptimeDB's keys, as it is now
   */
  public LivePreparation(
      KubernetesClient client,
      Configuration configuration,
      BackupConfiguration backup,
      Supplier<String> storeKeyPrefix,
      RestoreLog log) {
    this.client = client;
    this.configuration = configuration;
    this.backup = backup;
    this.storeKeyPrefix = storeKeyPrefix;
    this.log = log;
  }

  @Override
  public void begin(String release, String snapshot, boolean maintenance) {
    var recovery = recovery(new RestoreConfiguration(release, snapshot, maintenance));
    try {
      List.of(Preparation.networkPolicy(recovery), Preparation.desired(recovery))
          .forEach(this::apply);
    } catch (KubernetesClientException refused) {
      log.say("pulumi up starts the preparation (%s)".formatted(Reason.of(refused)));
    }
  }

  private Recovery recovery(RestoreConfiguration restore) {
    var prefix = storeKeyPrefix.get();
    return new Recovery(
        configuration.withRestore(restore),
        restore,
        backup,
        // The name of a snapshot that has one does not depend on the time.
        PreparedName.of(restore, prefix, Instant.EPOCH),
        prefix);
  }

  private void apply(KubernetesObject object) {
    var serialization = client.getKubernetesSerialization();
    HasMetadata resource = serialization.unmarshal(serialization.asJson(object.manifest()));
    ask(() -> client.resource(resource).fieldManager(MANAGER).serverSideApply());
  }
}

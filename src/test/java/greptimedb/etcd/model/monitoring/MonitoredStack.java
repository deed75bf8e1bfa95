package greptimedb.etcd.model.monitoring;

import greptimedb.etcd.StackFile;
import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.config.ConfigurationReader;
import greptimedb.etcd.model.KubernetesObject;
import java.util.Optional;

/** A stack with all that can be watched. */
public final class MonitoredStack {
  private MonitoredStack() {}

  /** Backup every half hour with a daily drill, defragmentation, monitoring as told. */
  public static Configuration with(String monitoring) {
    return with(monitoring, "{}");
  }

  /** The same with a block {@code cluster}. */
  public static Configuration with(String monitoring, String cluster) {
    return new ConfigurationReader()
        .read(
            StackFile.settings(
                """
                config:
                  greptimedb-etcd:cluster: %s
                  greptimedb-etcd:backup: {enabled: true, storage: {claim: snapshots}, drill: {schedule: "15 4 * * *"}}
                  greptimedb-etcd:defrag: {enabled: true, acknowledgeRisk: true}
                  greptimedb-etcd:monitoring: %s
                """
                    .formatted(cluster, monitoring)));
  }

  /** Its rules. */
  public static Optional<KubernetesObject> rules(String monitoring) {
    var configuration = with(monitoring);
    return AlertRules.desired(configuration, configuration.monitoring().orElseThrow());
  }
}

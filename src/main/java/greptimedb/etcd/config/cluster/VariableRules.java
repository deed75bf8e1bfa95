package greptimedb.etcd.config.cluster;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Environment variables that {@code cluster.values.extraEnvVars} must not have: they come last in
 * the pod and replace what the program, the chart or the image's scripts set, or say where etcd
 * keeps its data. Sources: the chart's statefulset.yaml, the image's libetcd.sh and etcd-env.sh,
 * etcd's own configuration flags.
 */
final class VariableRules {
  private static final String MANAGED = "is managed by the program";
  private static final String IDENTITY =
      "the program, the chart or the image's start script sets it, or etcd's identity depends on"
          + " it";

  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
          Map.entry("ETCD_QUOTA_BACKEND_BYTES", "cluster.quota"),
          Map.entry("ETCD_ELECTION_TIMEOUT", "cluster.electionTimeout"),
          Map.entry("ETCD_SNAPSHOT_COUNT", "cluster.snapshotCount"),
          Map.entry("ETCD_AUTO_COMPACTION_MODE", "cluster.compaction.mode"),
          Map.entry("ETCD_AUTO_COMPACTION_RETENTION", "cluster.compaction.retention"),
          Map.entry("ETCD_INITIAL_CLUSTER", "cluster.replicas"),
          Map.entry("ETCD_DISASTER_RECOVERY", "the block backup"),
          Map.entry("ETCD_SNAPSHOTS_DIR", "the block backup"),
          Map.entry("ETCD_SNAPSHOT_HISTORY_LIMIT", "the block backup"),
          Map.entry("ETCD_START_FROM_SNAPSHOT", "the block restore"),
          Map.entry("ETCD_INIT_SNAPSHOT_FILENAME", "the block restore"),
          Map.entry("ETCD_INIT_SNAPSHOTS_DIR", "the block restore"));

  private static final Map<Pattern, String> REFUSED =
      Map.of(
          Pattern.compile(
              "ETCD_(NAME|ON_K8S|CLUSTER_DOMAIN|CONF(IG)?_FILE|STRICT_RECONFIG_CHECK|FORCE_NEW_CLUSTER"
                  + "|(INITIAL|LISTEN|ADVERTISE|DISCOVERY|PROXY)_.*|[A-Z_]*_ENV_FILE)"
                  + "|MY_.*|ETCDCTL_.*"),
          IDENTITY,
          Pattern.compile("ETCD_([A-Z]+_)?DIR|ETCD_NEW_MEMBERS_.*"),
          "it says where etcd and its scripts keep their data, which is on the volume only by the"
              + " chart's own value",
          Pattern.compile("ETCD_UNSAFE_NO_FSYNC"),
          "writes would be acknowledged before they are on the disk",
          Pattern.compile("ETCD_MAX_(WALS|SNAPSHOTS)"),
          "the room that etcd's log needs beside the database is reckoned with etcd's own limit of"
              + " 5",
          Pattern.compile(
              "ETCD_(PEER_)?(AUTO_TLS|CERT_FILE|KEY_FILE|CLIENT_.*|TRUSTED_CA_FILE|CERT_.*|CRL_FILE)"
                  + "|ETCD_(ROOT_PASSWORD|AUTH_TOKEN|TLS_|CIPHER_|ENABLE_GRPC_GATEWAY|HOST_WHITELIST).*|ALLOW_NONE_AUTHENTICATION"),
          "jobs, ./ops, the PodMonitor and GreptimeDB use plain http without authentication, and"
              + " would no longer reach etcd");

  private VariableRules() {}

  /** What a problem says of a variable; empty if it is passed on. */
  static Optional<String> refusal(String name) {
    return Optional.ofNullable(SETTINGS.get(name))
        .map(setting -> "%s; use %s".formatted(MANAGED, setting))
        .or(() -> reason(name).map(reason -> reason + "; there is no setting for it yet"));
  }

  private static Optional<String> reason(String name) {
    return List.copyOf(REFUSED.entrySet()).stream()
        .filter(rule -> rule.getKey().matcher(name).matches())
        .map(Map.Entry::getValue)
        .findFirst();
  }
}

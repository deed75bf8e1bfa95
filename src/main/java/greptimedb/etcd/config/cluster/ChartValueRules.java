package greptimedb.etcd.config.cluster;

import static greptimedb.etcd.config.cluster.ChartValueRule.allowed;
import static greptimedb.etcd.config.cluster.ChartValueRule.managed;
import static greptimedb.etcd.config.cluster.ChartValueRule.refused;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The chart values that a stack file must not set, read from {@code values.yaml} and the templates
 * of the chart 11.3.4 (bitnami/charts at 02d7b94f68). What no rule names is passed on.
 */
final class ChartValueRules {
  private static final String PLAIN =
      "jobs, ./ops, the PodMonitor and GreptimeDB use plain http without authentication, and would"
          + " no longer reach etcd";
  private static final String IDENTITY =
      "jobs, ./ops, GreptimeDB and etcd's own members find the cluster by the names and ports that"
          + " the program expects";
  private static final String NAMES = IDENTITY + ", which follow the release";
  private static final String START =
      "the image's start script decides whether a member joins, restores or starts anew";
  private static final String UNSEEN =
      "the program cannot see what is in it, and it may replace what etcd's identity needs; list"
          + " harmless variables in cluster.values.extraEnvVars";
  private static final String CLAIMS = "the members' claims hold the data";
  private static final String ROLLING =
      "members are replaced one by one, each only after the one before is ready";

  /** Placement and size of the pods of the chart's own CronJobs, which no setting has. */
  private static final List<String> OF_A_CRON_JOB =
      List.of(
          "annotations",
          "containerSecurityContext",
          "labels",
          "nodeSelector",
          "podAnnotations",
          "podLabels",
          "podSecurityContext",
          "resources",
          "resourcesPreset",
          "serviceAccountName",
          "tolerations");

  private static final Map<String, ChartValueRule> RULES = table();

  private ChartValueRules() {}

  /** The rule of exactly this path. */
  static Optional<ChartValueRule> of(String path) {
    return Optional.ofNullable(RULES.get(path));
  }

  /** Whether a longer path has a rule. */
  static boolean hasBelow(String path) {
    return RULES.keySet().stream().anyMatch(known -> known.startsWith(path + "."));
  }

  private static Map<String, ChartValueRule> table() {
    var rules = new ArrayList<ChartValueRule>();
    rules.addAll(settings());
    rules.addAll(names());
    rules.addAll(processes());
    rules.addAll(capabilities());
    var table = new LinkedHashMap<String, ChartValueRule>();
    rules.forEach(rule -> table.put(rule.path(), rule));
    return table;
  }

  private static List<ChartValueRule> settings() {
    return List.of(
        managed("replicaCount", "cluster.replicas"),
        managed("image.registry", "cluster.image.registry"),
        managed("image.repository", "cluster.image.repository"),
        managed("image.tag", "cluster.image.tag"),
        refused(
            "global.imageRegistry",
            "would replace the registry of the etcd image, which jobs use as well",
            "cluster.image.registry"),
        managed("persistence.size", "cluster.storage.size"),
        managed("persistence.storageClass", "cluster.storage.class"),
        managed("global.storageClass", "cluster.storage.class"),
        managed("global.defaultStorageClass", "cluster.storage.class"),
        managed("resources.limits.cpu", "cluster.resources.cpu"),
        managed("resources.limits.memory", "cluster.resources.memory"),
        managed("resources.requests.cpu", "cluster.resources.cpu"),
        managed("resources.requests.memory", "cluster.resources.memory"),
        managed("autoCompactionMode", "cluster.compaction.mode"),
        managed("autoCompactionRetention", "cluster.compaction.retention"),
        managed("readinessProbe.initialDelaySeconds", "cluster.readiness.delay"),
        managed("readinessProbe.periodSeconds", "cluster.readiness.period"));
  }

  private static List<ChartValueRule> names() {
    return List.of(
        refused("nameOverride", NAMES, "cluster.release"),
        refused("fullnameOverride", NAMES, "cluster.release"),
        refused("namespaceOverride", IDENTITY, "cluster.namespace"),
        refused("clusterDomain", IDENTITY + ", under cluster.local"),
        refused("containerPorts", IDENTITY),
        refused("service.ports", IDENTITY),
        refused("service.port", IDENTITY),
        refused("service.peerPort", IDENTITY),
        refused("service.enabled", IDENTITY),
        refused("service.clusterIP", "the address of a Service cannot change; " + IDENTITY),
        refused("auth.client", PLAIN),
        refused("auth.rbac", PLAIN),
        refused("auth.token", PLAIN),
        refused(
            "auth.peer", "the members of a cluster that runs cannot go over to TLS one by one"));
  }

  private static List<ChartValueRule> processes() {
    return List.of(
        refused("command", START),
        refused("args", START),
        refused("lifecycleHooks", START),
        refused("diagnosticMode", "members would sleep instead of running etcd"),
        refused("configuration", "with a file etcd ignores every other setting"),
        refused("existingConfigmap", "with a file etcd ignores every other setting"),
        refused("extraEnvVarsCM", UNSEEN),
        refused("extraEnvVarsSecret", UNSEEN),
        refused("updateStrategy", ROLLING),
        refused("readinessProbe.enabled", ROLLING),
        refused("customReadinessProbe", ROLLING),
        refused(
            "startupProbe",
            "the chart's startup probe runs etcdctl while the start script waits for its own etcd"
                + " to end, and may keep a member from starting"),
        refused(
            "podManagementPolicy",
            "members find each other only when they start together, and a StatefulSet cannot change"
                + " it"),
        refused(
            "preUpgradeJob.enabled",
            "this hook removes members that are taken away; without it they stay in etcd's list and"
                + " count for its majority"),
        refused("persistence.enabled", CLAIMS + "; without them it goes with each pod"),
        refused(
            "persistentVolumeClaimRetentionPolicy",
            CLAIMS + "; it would delete them with the release or with a member"));
  }

  private static List<ChartValueRule> capabilities() {
    var rules = new ArrayList<ChartValueRule>();
    rules.add(
        refused(
            "disasterRecovery",
            "it replaces the data of a member that starts while too few others are active",
            "the block backup"));
    rules.add(
        refused(
            "startFromSnapshot",
            "while it is on, a member that loses its volume goes back to the snapshot",
            "the block restore"));
    rules.add(refused("metrics", "is managed by the program", "the block monitoring"));
    rules.add(allowed("metrics.podAnnotations"));
    rules.add(allowed("metrics.podMonitor.relabelings"));
    rules.add(
        refused(
            "defrag",
            "it blocks members one after the other, the leader among them, whatever else is at"
                + " work",
            "the block defrag"));
    for (var key : OF_A_CRON_JOB) {
      rules.add(allowed("disasterRecovery.cronjob." + key));
      rules.add(allowed("defrag.cronjob." + key));
    }
    return rules;
  }
}

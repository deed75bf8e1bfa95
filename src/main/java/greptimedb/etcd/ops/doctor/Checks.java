package greptimedb.etcd.ops.doctor;

import greptimedb.etcd.config.Advice;
import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.config.backup.BackupConfiguration;
import greptimedb.etcd.config.backup.Drill;
import greptimedb.etcd.config.defrag.DefragConfiguration;
import greptimedb.etcd.config.defrag.Thresholds;
import greptimedb.etcd.config.greptimedb.GreptimeConfiguration;
import greptimedb.etcd.config.monitoring.AlertConfiguration;
import greptimedb.etcd.config.monitoring.AlertThresholds;
import greptimedb.etcd.config.monitoring.MonitoringConfiguration;
import greptimedb.etcd.model.backup.Snapshotter;
import greptimedb.etcd.model.cluster.ObjectNames;
import greptimedb.etcd.model.defrag.Defragmenter;
import greptimedb.etcd.model.greptimedb.GreptimeKinds;
import greptimedb.etcd.model.monitoring.MonitoringKinds;
import greptimedb.etcd.ops.doctor.check.Access;
import greptimedb.etcd.ops.doctor.check.Agreement;
import greptimedb.etcd.ops.doctor.check.Alarms;
import greptimedb.etcd.ops.doctor.check.Clocks;
import greptimedb.etcd.ops.doctor.check.Databases;
import greptimedb.etcd.ops.doctor.check.Databases.QuotaLimits;
import greptimedb.etcd.ops.doctor.check.FieldManagers;
import greptimedb.etcd.ops.doctor.check.Judgement;
import greptimedb.etcd.ops.doctor.check.Kinds;
import greptimedb.etcd.ops.doctor.check.LastRun;
import greptimedb.etcd.ops.doctor.check.Leftovers;
import greptimedb.etcd.ops.doctor.check.Members;
import greptimedb.etcd.ops.doctor.check.Pods;
import greptimedb.etcd.ops.doctor.check.Schedules;
import greptimedb.etcd.ops.doctor.check.Schedules.Wanted;
import greptimedb.etcd.ops.doctor.check.Versions;
import greptimedb.etcd.ops.doctor.check.Volumes;
import greptimedb.etcd.ops.doctor.look.ClusterLook;
import greptimedb.etcd.ops.doctor.look.StackLook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** All checks of a stack: which facts go to which judgement. */
final class Checks {
  private final StackLook stack;
  private final ClusterLook cluster;
  private final Configuration configuration;
  private final Instant now;
  private final List<Check> checks = new ArrayList<>();

  private Checks(StackLook stack, ClusterLook cluster, Instant now) {
    this.stack = stack;
    this.cluster = cluster;
    this.configuration = stack.configuration();
    this.now = now;
  }

  /** Those that the stack's configuration asks for; nothing is looked at yet. */
  static List<Check> of(StackLook stack, ClusterLook cluster, Instant now) {
    var all = new Checks(stack, cluster, now);
    all.tools();
    all.access();
    all.storage();
    all.members();
    all.work();
    all.leftovers();
    stack.configuration().greptimedb().ifPresent(all::greptimedb);
    all.add("clocks", () -> Clocks.judge(cluster.clocks()));
    return all.checks;
  }

  private void add(String name, Supplier<Judgement> look) {
    checks.add(new Check(name, look));
  }

  private void tools() {
    add("java", () -> Versions.java(Runtime.version()));
    add("pulumi", () -> Versions.pulumi(stack.pulumiVersion()));
    add("plugin", () -> Versions.plugin(StackLook.pinnedPlugin(), stack.plugins()));
  }

  private void access() {
    add(
        "context",
        () -> Access.context(cluster.context(), cluster.server(), ClusterLook.isInPod()));
    add(
        "API server",
        () -> Access.server(cluster.greeting().version(), cluster.greeting().trouble()));
    add("chart", stack::chart);
    add("image", stack::image);
    var kinds =
        Stream.concat(
                MonitoringKinds.of(configuration).stream(),
                GreptimeKinds.of(configuration).stream())
            .toList();
    add("kinds", () -> Kinds.judge(kinds, cluster::knows));
  }

  private void storage() {
    var etcd = configuration.cluster();
    add(
        "storage class",
        () -> Volumes.storageClass(etcd.storage().storageClass(), cluster.storageClasses()));
    add("members' claims", () -> Volumes.members(etcd.replicas(), cluster.memberClaims()));
    configuration
        .backup()
        .map(backup -> backup.storage().claim())
        .ifPresent(claim -> add("backup claim", () -> Volumes.backup(claim, cluster.claim(claim))));
  }

  private void members() {
    var etcd = configuration.cluster();
    var name = stack.name();
    add("pods", () -> Pods.judge(configuration.releases(), etcd.replicas(), cluster.pods(), name));
    add(
        "members",
        () -> Members.list(etcd.replicas(), cluster.members(), cluster.statuses(), name));
    add("leader", () -> Members.leader(cluster.statuses()));
    add("data", () -> Agreement.judge(etcd.replicas(), cluster::hashes));
    add("alarms", () -> Alarms.judge(cluster.alarms(), cluster.members()));
    add("quota", () -> Databases.quota(etcd.quota(), quotaLimits(), cluster.statuses()));
    var defrag = configuration.defrag();
    var thresholds = defrag.map(DefragConfiguration::thresholds).orElse(Thresholds.DEFAULT);
    add(
        "fragmentation",
        () -> Databases.fragmentation(thresholds, defrag.isPresent(), cluster.statuses(), name));
  }

  private QuotaLimits quotaLimits() {
    return alerts()
        .map(alerts -> new QuotaLimits(alerts.quotaUsed(), alerts.quotaLow()))
        .orElse(new QuotaLimits(AlertThresholds.QUOTA_USED, AlertThresholds.QUOTA_LOW));
  }

  private Optional<AlertThresholds> alerts() {
    return configuration
        .monitoring()
        .flatMap(MonitoringConfiguration::alerts)
        .map(AlertConfiguration::thresholds);
  }

  private void work() {
    configuration
        .backup()
        .ifPresentOrElse(
            this::backup,
            () ->
                add(
                    "snapshot",
                    () ->
                        Judgement.warning(
                            "backup is off: there is nothing to go back to",
                            "enable backup (docs/backup.md)")));
    add("schedules", () -> Schedules.clashes(Advice.onSchedules(configuration, now)));
    add(
        "CronJobs",
        () ->
            Schedules.cronJobs(wanted(), cluster.cronJobs(), configuration.cluster().namespace()));
  }

  private void backup(BackupConfiguration backup) {
    var snapshots =
        new LastRun(
            Snapshotter.cronJob(configuration, backup),
            AlertThresholds.age(alerts().flatMap(AlertThresholds::snapshotAge), backup.schedule()),
            "./ops snapshot --stack " + stack.name());
    add("snapshot", () -> judge(snapshots));
    backup
        .drill()
        .ifPresentOrElse(
            drill -> add("restore drill", () -> judge(drills(drill))),
            () ->
                add(
                    "restore drill",
                    () ->
                        Judgement.warning(
                            "off: nobody proves that a snapshot can be restored",
                            "set backup.drill.schedule (docs/backup.md)")));
  }

  private LastRun drills(Drill drill) {
    var name = ObjectNames.of(configuration.cluster()).restoreDrill();
    return new LastRun(
        name,
        AlertThresholds.age(alerts().flatMap(AlertThresholds::drillAge), drill.schedule()),
        "kubectl create job drill-now --from=cronjob/%s -n %s"
            .formatted(name, configuration.cluster().namespace()));
  }

  private Judgement judge(LastRun run) {
    return run.judge(
        Optional.ofNullable(cluster.cronJobs().get(run.cronJob())), cluster.jobs(), now);
  }

  private List<Wanted> wanted() {
    var wanted = new ArrayList<Wanted>();
    configuration
        .backup()
        .ifPresent(
            backup -> {
              wanted.add(
                  new Wanted(Snapshotter.cronJob(configuration, backup), backup.schedule(), false));
              backup
                  .drill()
                  .map(
                      drill ->
                          new Wanted(
                              ObjectNames.of(configuration.cluster()).restoreDrill(),
                              drill.schedule(),
                              false))
                  .ifPresent(wanted::add);
            });
    configuration
        .defrag()
        .map(
            defrag ->
                new Wanted(
                    Defragmenter.cronJob(configuration, defrag),
                    defrag.schedule(),
                    defrag.suspend()))
        .ifPresent(wanted::add);
    return wanted;
  }

  private void leftovers() {
    add("lock", () -> Leftovers.locks(stack.locks(), stack.name()));
    add("releases", () -> Leftovers.pending(stack.releases(cluster.cluster()), stack.name()));
    add("operations", () -> Leftovers.pending(stack.operations(), stack.name()));
    add("restore", () -> Leftovers.restore(cluster.openRestore(), stack.name()));
  }

  private void greptimedb(GreptimeConfiguration greptimedb) {
    var reference = greptimedb.namespace() + "/" + greptimedb.name();
    add("GreptimeDB", () -> FieldManagers.judge(reference, cluster.cutover(greptimedb)));
  }
}

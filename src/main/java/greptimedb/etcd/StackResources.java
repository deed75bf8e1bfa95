package greptimedb.etcd;

import com.pulumi.core.Output;
import com.pulumi.kubernetes.Provider;
import com.pulumi.resources.Resource;
import greptimedb.etcd.component.ApiKinds;
import greptimedb.etcd.component.BackupStorage;
import greptimedb.etcd.component.CutoverPlan;
import greptimedb.etcd.component.Defragmentation;
import greptimedb.etcd.component.EtcdCluster;
import greptimedb.etcd.component.ExistingClaim;
import greptimedb.etcd.component.JobScripts;
import greptimedb.etcd.component.MemberCheckJob;
import greptimedb.etcd.component.MetadataCutover;
import greptimedb.etcd.component.Monitoring;
import greptimedb.etcd.component.RecoveryPlan;
import greptimedb.etcd.component.RestoredRelease;
import greptimedb.etcd.component.SecretValues;
import greptimedb.etcd.component.Snapshots;
import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.config.restore.DeployedReleases;
import greptimedb.etcd.dashboard.DashboardCache;
import greptimedb.etcd.dashboard.DashboardLoader;
import greptimedb.etcd.dashboard.PreparedDashboards;
import greptimedb.etcd.model.KubernetesObject;
import greptimedb.etcd.model.RequiredKind;
import greptimedb.etcd.model.change.MemberCheck;
import greptimedb.etcd.model.greptimedb.Cutover;
import greptimedb.etcd.model.greptimedb.GreptimeKinds;
import greptimedb.etcd.model.monitoring.MonitoringKinds;
import greptimedb.etcd.model.recovery.Recovery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The components of a stack, in the order in which they need each other. */
final class StackResources {
  private final Configuration configuration;
  private final Map<String, Object> values;
  private final Provider provider;
  private final DeployedReleases deployed;
  private final MemberCheck check;
  private List<KubernetesObject> dashboards = List.of();
  private Optional<JobScripts> scripts = Optional.empty();
  private Optional<Cutover> cutover = Optional.empty();
  private Optional<Recovery> recovery = Optional.empty();
  private Optional<RestoredRelease> restored = Optional.empty();

  /**
   * Declares nothing yet.
   *
   * @param deployed the releases that the stack had before
   * @param values of the cluster's release
   * @param check of the members before they are changed
   */
  StackResources(
      Configuration configuration,
      DeployedReleases deployed,
      Map<String, Object> values,
      MemberCheck check,
      Provider provider) {
    this.configuration = configuration;
    this.deployed = deployed;
    this.values = values;
    this.check = check;
    this.provider = provider;
  }

  /**
   * Looks at all that is outside of the configuration: the cluster's kinds, the claim that somebody
   * else made, the GreptimeDBCluster that follows, dashboards that are downloaded.
   *
   * @param now when a restore of the latest snapshot begins, unless it has begun before
   * @return warnings, one line each
   * @throws greptimedb.etcd.config.reading.ConfigurationException if something is missing; nothing
   *     is declared yet
   */
  List<String> prepare(Map<String, String> environment, Instant now) {
    ApiKinds.require(requiredKinds(), provider);
    ExistingClaim.check(configuration, provider);
    cutover = CutoverPlan.of(configuration, provider);
    recovery = RecoveryPlan.of(configuration, deployed, cutover, now);
    recovery.ifPresent(Recovery::values);
    var loader = new DashboardLoader(DashboardCache.ofUser(environment));
    var prepared = PreparedDashboards.of(configuration, loader);
    dashboards = prepared.objects();
    return Stream.concat(
            cutover.map(Cutover::warnings).orElse(List.of()).stream(), prepared.warnings().stream())
        .toList();
  }

  private List<RequiredKind> requiredKinds() {
    return Stream.concat(
            MonitoringKinds.of(configuration).stream(), GreptimeKinds.of(configuration).stream())
        .toList();
  }

  /** Declares what is enabled; the cluster's release is what takes longest. */
  Resource declare() {
    var storage = new ArrayList<Resource>();
    var cluster =
        new EtcdCluster(
            configuration.cluster(),
            SecretValues.marked(values, configuration),
            provider,
            namespace -> {
              storage.addAll(backupStorage(namespace));
              return Stream.concat(
                      storage.stream(), memberCheck(configuration.cluster().release(), namespace))
                  .toList();
            });
    configuration
        .monitoring()
        .ifPresent(
            monitoring ->
                new Monitoring(
                    configuration, monitoring, dashboards, provider, List.of(cluster.release())));
    var beforeJobs = new ArrayList<Resource>(storage);
    beforeJobs.add(cluster.release());
    beforeJobs.addAll(scripts(List.of(cluster.release())));
    configuration
        .backup()
        .ifPresent(backup -> new Snapshots(configuration, backup, provider, beforeJobs));
    configuration
        .defrag()
        .ifPresent(defrag -> new Defragmentation(configuration, defrag, provider, beforeJobs));
    follow(cluster.release(), beforeJobs);
    return cluster.release();
  }

  /**
   * The restore, and GreptimeDB's endpoints. Where these stay, they come first: from the moment at
   * which the restored members agree {@code ops restore} moves them, while this run still ends.
   */
  private void follow(Resource release, List<Resource> before) {
    if (!configuration.active().equals(configuration.cluster().release())) {
      var checked = memberCheck(configuration.active(), before);
      restored = restoredRelease(Stream.concat(before.stream(), checked).toList());
      var ready = restored.map(RestoredRelease::ready).orElse(List.of(release));
      cutover.ifPresent(plan -> new MetadataCutover(plan, ready, provider));
      return;
    }
    var patched =
        cutover.map(plan -> new MetadataCutover(plan, List.of(release), provider).patch()).stream();
    restored = restoredRelease(Stream.concat(before.stream(), patched).toList());
  }

  /** What becomes of the restore; empty if there is none. */
  Optional<Output<Object>> recovery() {
    return restored.map(RestoredRelease::outcome);
  }

  /** The GreptimeDBCluster that follows the active release; empty if none does. */
  Optional<Cutover> cutover() {
    return cutover;
  }

  private Optional<RestoredRelease> restoredRelease(List<Resource> after) {
    var starting = recovery.map(plan -> RestoredRelease.starting(plan, provider, after));
    return starting.or(
        () ->
            configuration
                .restore()
                .flatMap(restore -> deployed.restored(restore.release()))
                .map(done -> RestoredRelease.running(configuration, done, provider, after)));
  }

  /**
   * The Job that checks the members before a release is changed, where that release is in use. It
   * needs the scripts before anything else does.
   */
  private Stream<Resource> memberCheck(String release, List<Resource> after) {
    if (!release.equals(configuration.active())) {
      return Stream.of();
    }
    return check.desired(configuration).stream()
        .map(
            job ->
                MemberCheckJob.declare(
                    job,
                    provider,
                    Stream.concat(after.stream(), scripts(after).stream()).toList()));
  }

  /** The scripts of all jobs, declared by whoever needs them first. */
  private List<Resource> scripts(List<Resource> after) {
    if (scripts.isEmpty()) {
      scripts =
          greptimedb.etcd.model.job.JobScripts.wanted(configuration, check.id().isPresent())
              .map(wanted -> new JobScripts(wanted, provider, after));
    }
    return scripts.map(JobScripts::resources).orElse(List.of());
  }

  private List<Resource> backupStorage(List<Resource> namespace) {
    return configuration
        .backup()
        .map(
            backup ->
                new BackupStorage(configuration.cluster(), backup.storage(), provider, namespace)
                    .resources())
        .orElse(List.of());
  }
}

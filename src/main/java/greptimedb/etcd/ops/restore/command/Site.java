package greptimedb.etcd.ops.restore.command;

import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.config.backup.BackupConfiguration;
import greptimedb.etcd.config.greptimedb.EndpointField;
import greptimedb.etcd.config.greptimedb.GreptimeConfiguration;
import greptimedb.etcd.model.greptimedb.LiveCluster;
import greptimedb.etcd.ops.console.OpsException;
import greptimedb.etcd.ops.repair.Repair;
import greptimedb.etcd.ops.restore.Pace;
import greptimedb.etcd.ops.restore.Ports;
import greptimedb.etcd.ops.restore.RestoreLog;
import greptimedb.etcd.ops.restore.RestorePlan;
import greptimedb.etcd.ops.restore.live.LiveGreptime;
import greptimedb.etcd.ops.restore.live.LiveMetasrv;
import greptimedb.etcd.ops.restore.live.LivePreparation;
import greptimedb.etcd.ops.restore.live.LiveProgress;
import greptimedb.etcd.ops.restore.live.LiveReleases;
import greptimedb.etcd.ops.restore.live.LiveSnapshots;
import greptimedb.etcd.ops.restore.live.LiveStack;
import greptimedb.etcd.ops.stack.Processes;
import greptimedb.etcd.ops.stack.Project;
import greptimedb.etcd.ops.stack.Pulumi;
import greptimedb.etcd.ops.stack.PulumiRun;
import greptimedb.etcd.ops.stack.StackConfiguration;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;

/** A stack and its cluster, put together for a restore. */
final class Site {
  private static final Duration WAIT_FOR_OTHERS = Duration.ofSeconds(2);

  private final Project project;
  private final String stack;
  private final KubernetesClient client;
  private final RestoreLog log;
  private final Pulumi pulumi;
  private final Processes processes = new Processes();

  Site(Project project, String stack, KubernetesClient client, RestoreLog log) {
    this.project = project;
    this.stack = stack;
    this.client = client;
    this.log = log;
    this.pulumi = new Pulumi(project.folder(), stack);
  }

  KubernetesClient client() {
    return client;
  }

  Pulumi pulumi() {
    return pulumi;
  }

  Configuration configuration() {
    return StackConfiguration.of(pulumi.configuration());
  }

  BackupConfiguration backup(Configuration configuration) {
    return configuration
        .backup()
        .orElseThrow(
            () ->
                OpsException.refused(
                    "stack %s has no backup, and a restore needs the volume of it; set backup.enabled: true and run pulumi up"
                        .formatted(stack)));
  }

  Repair repair() {
    return new Repair(project, stack, pulumi, client);
  }

  LiveProgress progress(String namespace) {
    return new LiveProgress(client, namespace, processes.host(), ProcessHandle.current().pid());
  }

  /** Whether a process of this host lives, and is not this one. */
  boolean lives(long pid) {
    return pid != ProcessHandle.current().pid() && processes.find(pid).isPresent();
  }

  LiveSnapshots snapshots(Configuration configuration) {
    return new LiveSnapshots(client, configuration, backup(configuration), doing -> {});
  }

  LiveReleases releases(Configuration configuration) {
    var cluster = configuration.cluster();
    return new LiveReleases(client, cluster.namespace(), cluster.replicas());
  }

  LiveStack stack(String id, Pace pace, boolean suspect) {
    return new LiveStack(
        pulumi,
        run ->
            PulumiRun.up(
                project.folder(),
                stack,
                project
                    .logs()
                    .resolve(
                        "restore-%s-%d-up-%d.log"
                            .formatted(id, ProcessHandle.current().pid(), run))),
        () -> clearLeftovers(pace),
        pace::pause,
        log,
        suspect);
  }

  /** Waits for a run that goes on without the restore that had started it, then repairs. */
  private void clearLeftovers(Pace pace) {
    var told = false;
    while (true) {
      try {
        repair().repair(done -> log.say("repair: " + done));
        return;
      } catch (OpsException busy) {
        if (!busy.getMessage().contains("locked by a living process")) {
          throw busy;
        }
        if (!told) {
          log.say(busy.getMessage());
          told = true;
        }
        pace.pause(WAIT_FOR_OTHERS);
      }
    }
  }

  Ports ports(
      Configuration configuration,
      RestorePlan plan,
      LiveProgress progress,
      LiveStack stack,
      Pace pace) {
    var greptimedb = greptimedb(configuration, plan);
    return new Ports(
        new LiveGreptime(client, greptimedb),
        new LiveMetasrv(client, greptimedb.namespace(), greptimedb.name()),
        snapshots(configuration),
        preparation(configuration),
        stack,
        releases(configuration),
        progress,
        pace,
        log);
  }

  private LivePreparation preparation(Configuration configuration) {
    return new LivePreparation(
        client, configuration, backup(configuration), () -> storeKeyPrefix(configuration), log);
  }

  /** As the program finds it: of the object that the block names, where that is enabled. */
  private String storeKeyPrefix(Configuration configuration) {
    return configuration
        .greptimedb()
        .flatMap(block -> new LiveGreptime(client, block).object())
        .map(object -> new LiveCluster(object).storeKeyPrefix())
        .orElse("");
  }

  /** The object that the plan names, patched as the stack file says now. */
  private static GreptimeConfiguration greptimedb(Configuration configuration, RestorePlan plan) {
    var planned = plan.greptimedb().orElse(new RestorePlan.GreptimeFacts("none", "none", ""));
    var block = configuration.greptimedb();
    return new GreptimeConfiguration(
        planned.namespace(),
        planned.name(),
        block.map(GreptimeConfiguration::endpointField).orElse(EndpointField.AUTO),
        block.map(GreptimeConfiguration::force).orElse(false));
  }
}

package greptimedb.etcd.ops.status;

import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.model.backup.Snapshotter;
import greptimedb.etcd.model.cluster.ReleaseNames;
import greptimedb.etcd.ops.cluster.ContainerCommand;
import greptimedb.etcd.ops.cluster.CronJobRuns;
import greptimedb.etcd.ops.cluster.MemberPods;
import greptimedb.etcd.ops.job.JobResult;
import greptimedb.etcd.ops.status.Status.EndpointStatus;
import greptimedb.etcd.ops.status.Status.SnapshotRun;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Looks at a stack's objects; changes nothing. */
final class StatusObserver {
  /** Of the snapshots' Jobs that are still there; a terminal has not many lines more. */
  private static final int RUNS = 5;

  private final KubernetesClient client;
  private final Configuration configuration;
  private final String namespace;

  /**
   * Asks nothing yet.
   *
   * @param client stays open: it belongs to the caller
   */
  StatusObserver(KubernetesClient client, Configuration configuration) {
    this.client = client;
    this.configuration = configuration;
    this.namespace = configuration.cluster().namespace();
  }

  Status observe() {
    var names = ReleaseNames.of(configuration.cluster(), configuration.active());
    var pods = MemberPods.of(client, namespace, configuration.releases());
    return new Status(
        namespace,
        configuration.active(),
        names.endpoint(),
        configuration.cluster().replicas(),
        pods,
        endpointStatus(names, pods),
        cronJobs(),
        configuration
            .backup()
            .map(backup -> snapshots(Snapshotter.cronJob(configuration, backup)))
            .orElse(List.of()));
  }

  private EndpointStatus endpointStatus(ReleaseNames names, List<Pod> pods) {
    return MemberPods.toAsk(pods, names.release())
        .map(pod -> new ContainerCommand(client, pod, ContainerCommand.ETCD))
        .map(container -> new EtcdControl(container).endpointStatus(names.memberEndpoints()))
        .orElse(
            new EndpointStatus(
                "no pod of release %s runs, so nobody can be asked".formatted(names.release()),
                false));
  }

  private List<CronJob> cronJobs() {
    return client.batch().v1().cronjobs().inNamespace(namespace).list().getItems().stream()
        .filter(this::isOfStack)
        .sorted(Comparator.comparing(cronJob -> cronJob.getMetadata().getName()))
        .toList();
  }

  /** The names of all begin with the full name of a release. */
  private boolean isOfStack(CronJob cronJob) {
    return configuration.releases().stream()
        .map(release -> ReleaseNames.of(configuration.cluster(), release).fullName() + "-")
        .anyMatch(prefix -> cronJob.getMetadata().getName().startsWith(prefix));
  }

  private List<SnapshotRun> snapshots(String cronJob) {
    var jobs = client.batch().v1().jobs().inNamespace(namespace).list().getItems();
    return CronJobRuns.ended(cronJob, jobs).stream().limit(RUNS).map(this::snapshot).toList();
  }

  private SnapshotRun snapshot(Job job) {
    var name = job.getMetadata().getName();
    var lines =
        client.pods().inNamespace(namespace).withLabel("job-name", name).list().getItems().stream()
            .max(Comparator.comparing(pod -> pod.getMetadata().getCreationTimestamp()))
            .map(this::lines)
            .orElse(List.of());
    var status = job.getStatus();
    var ended = Optional.ofNullable(status.getCompletionTime());
    var result =
        new JobResult(
            name,
            ended.isPresent(),
            Optional.empty(),
            "its log is gone; ./ops snapshots shows the files",
            lines);
    return new SnapshotRun(
        name,
        ended.orElse(status.getStartTime()),
        result.events("snapshot").stream().findFirst(),
        result.explanation());
  }

  private List<String> lines(Pod pod) {
    return client
        .pods()
        .inNamespace(namespace)
        .withName(pod.getMetadata().getName())
        .getLog()
        .lines()
        .toList();
  }
}

package greptimedb.etcd.ops.status;

import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.model.backup.Snapshotter;
import greptimedb.etcd.model.cluster.ReleaseNames;
import greptimedb.etcd.ops.job.JobResult;
import greptimedb.etcd.ops.status.Status.EndpointStatus;
import greptimedb.etcd.ops.status.Status.LastSnapshot;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Looks at a stack's objects; changes nothing. */
final class StatusObserver {
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
    var pods = pods();
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
            .flatMap(backup -> lastSnapshot(Snapshotter.cronJob(configuration, backup))));
  }

  private List<Pod> pods() {
    return client
        .pods()
        .inNamespace(namespace)
        .withLabel("app.kubernetes.io/component", "etcd")
        .withLabelIn(Pods.INSTANCE, configuration.releases().toArray(String[]::new))
        .list()
        .getItems()
        .stream()
        .sorted(Comparator.comparing(pod -> pod.getMetadata().getName()))
        .toList();
  }

  private EndpointStatus endpointStatus(ReleaseNames names, List<Pod> pods) {
    return pods.stream()
        .filter(pod -> Pods.release(pod).equals(names.release()) && Pods.isReady(pod))
        .findFirst()
        .map(pod -> new EtcdControl(client, pod).endpointStatus(names.memberEndpoints()))
        .orElse(
            new EndpointStatus(
                "no pod of release %s is ready, so nobody can be asked".formatted(names.release()),
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

  /** The newest Job of the CronJob whose pod is still there to be read. */
  private Optional<LastSnapshot> lastSnapshot(String cronJob) {
    return client.batch().v1().jobs().inNamespace(namespace).list().getItems().stream()
        .filter(job -> isOf(cronJob, job) && job.getStatus().getStartTime() != null)
        .filter(job -> !Integer.valueOf(1).equals(job.getStatus().getActive()))
        .max(Comparator.comparing(job -> job.getStatus().getStartTime()))
        .map(this::lastSnapshot);
  }

  private static boolean isOf(String cronJob, Job job) {
    return job.getMetadata().getOwnerReferences().stream()
        .anyMatch(owner -> owner.getKind().equals("CronJob") && owner.getName().equals(cronJob));
  }

  private LastSnapshot lastSnapshot(Job job) {
    var name = job.getMetadata().getName();
    var lines =
        client.pods().inNamespace(namespace).withLabel("job-name", name).list().getItems().stream()
            .max(Comparator.comparing(pod -> pod.getMetadata().getCreationTimestamp()))
            .map(this::lines)
            .orElse(List.of());
    var succeeded = Integer.valueOf(1).equals(job.getStatus().getSucceeded());
    var result =
        new JobResult(
            name,
            succeeded,
            Optional.empty(),
            "its log is gone; ./ops snapshots shows the files",
            lines);
    return new LastSnapshot(
        name, result.events("snapshot").stream().findFirst(), result.explanation());
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

package greptimedb.etcd.ops.job;

import greptimedb.etcd.ops.cluster.Containers;
import greptimedb.etcd.ops.cluster.CronJobRuns;
import greptimedb.etcd.ops.console.OpsException;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A Job on its way. Whoever follows it may go away: the Job goes on by itself. */
public final class JobRun {
  private static final long POLL_MILLISECONDS = 300;

  private final KubernetesClient client;
  private final String namespace;
  private final String name;

  /**
   * Follows a Job that is there already.
   *
   * @param client stays open: it belongs to the caller
   */
  public JobRun(KubernetesClient client, String namespace, String name) {
    this.client = client;
    this.namespace = namespace;
    this.name = name;
  }

  /** Creates the Job. */
  public static JobRun start(KubernetesClient client, Job job) {
    var created = client.resource(job).create();
    return new JobRun(
        client, created.getMetadata().getNamespace(), created.getMetadata().getName());
  }

  /**
   * Waits until the Job has ended; its own deadline bounds that.
   *
   * @param told is called again and again with what the Job is doing
   * @throws OpsException if somebody deleted the Job meanwhile
   */
  public JobResult await(Consumer<String> told) {
    while (true) {
      var job = client.batch().v1().jobs().inNamespace(namespace).withName(name).get();
      if (job == null) {
        throw OpsException.unreadable(
            "Job %s in namespace %s was deleted before it ended".formatted(name, namespace));
      }
      var ended = CronJobRuns.end(job);
      if (ended.isPresent()) {
        return result(ended.get());
      }
      told.accept(pod().map(this::doing).orElse("waiting for a pod"));
      pause();
    }
  }

  /** What its script has printed so far; nothing before its container runs. */
  public List<String> linesSoFar() {
    return pod().filter(JobRun::hasStarted).map(this::log).orElse(List.of());
  }

  /** Removes the Job and its pod. */
  public void remove() {
    client.batch().v1().jobs().inNamespace(namespace).withName(name).delete();
  }

  private JobResult result(JobCondition end) {
    var pod = pod();
    return new JobResult(
        name,
        end.getType().equals("Complete"),
        pod.flatMap(JobRun::ended).map(ContainerStateTerminated::getExitCode),
        end.getType().equals("Complete") ? "" : end.getReason() + ": " + end.getMessage(),
        pod.map(this::lines).orElse(List.of()));
  }

  private Optional<Pod> pod() {
    return client
        .pods()
        .inNamespace(namespace)
        .withLabel("job-name", name)
        .list()
        .getItems()
        .stream()
        .findFirst();
  }

  private List<String> lines(Pod pod) {
    return ended(pod).isPresent() ? log(pod) : List.of();
  }

  private List<String> log(Pod pod) {
    return client
        .pods()
        .inNamespace(namespace)
        .withName(pod.getMetadata().getName())
        .getLog()
        .lines()
        .toList();
  }

  private static boolean hasStarted(Pod pod) {
    return Containers.of(pod).stream()
        .anyMatch(container -> container.getState().getRunning() != null);
  }

  private String doing(Pod pod) {
    return Containers.of(pod).stream()
        .map(container -> container.getState().getWaiting())
        .filter(waiting -> waiting != null)
        .map(ContainerStateWaiting::getReason)
        .findFirst()
        .map(reason -> "pod %s: %s".formatted(pod.getMetadata().getName(), reason))
        .orElseGet(
            () -> "pod %s: %s".formatted(pod.getMetadata().getName(), pod.getStatus().getPhase()));
  }

  private static Optional<ContainerStateTerminated> ended(Pod pod) {
    return Containers.of(pod).stream()
        .map(container -> container.getState().getTerminated())
        .filter(terminated -> terminated != null)
        .findFirst();
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw OpsException.unreadable("interrupted; the Job goes on by itself");
    }
  }
}

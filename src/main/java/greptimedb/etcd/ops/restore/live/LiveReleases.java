package greptimedb.etcd.ops.restore.live;

import static greptimedb.etcd.ops.restore.live.Asking.ask;

import greptimedb.etcd.model.cluster.ReleaseNames;
import greptimedb.etcd.model.recovery.Preparation;
import greptimedb.etcd.model.recovery.Verification;
import greptimedb.etcd.ops.cluster.HelmRecord;
import greptimedb.etcd.ops.cluster.PodConditions;
import greptimedb.etcd.ops.job.JobRun;
import greptimedb.etcd.ops.restore.ReleasePort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Releases by their StatefulSets, claims, and the Jobs that the program declares for them. */
public final class LiveReleases implements ReleasePort {
  private static final long LIMIT_SECONDS = 120;

  private final KubernetesClient client;
  private final String namespace;
  private final int replicas;

  /** Of a namespace. */
  public LiveReleases(KubernetesClient client, String namespace, int replicas) {
    this.client = client;
    this.namespace = namespace;
    this.replicas = replicas;
  }

  /** Whether its StatefulSet or any record of Helm's is there. */
  public boolean exists(String release) {
    return set(release).isPresent()
        || !ask(() ->
                client
                    .secrets()
                    .inNamespace(namespace)
                    .withLabelSelector(HelmRecord.selector(release))
                    .list())
            .getItems()
            .isEmpty();
  }

  @Override
  public boolean isPrepared(String release, String snapshot) {
    return !preparedAs(preparations(completedJobs(), release), snapshot).isEmpty();
  }

  /** The verification's own words: {@code {"event":"agreed",...}}. */
  @Override
  public Optional<Verified> verified(String release, String snapshot) {
    var completed = completedJobs();
    var prepared = preparedAs(preparations(completed, release), snapshot);
    return completed.stream()
        .filter(job -> Verification.isOf(names(release), job.getMetadata().getName()))
        .filter(job -> prepared.contains(variable(job, "PREPARED")))
        .map(job -> new JobRun(client, namespace, job.getMetadata().getName()))
        .flatMap(run -> ask(() -> run.await(doing -> {})).events("agreed").stream())
        .map(event -> new Verified(event.path("keys").asLong(), event.path("revision").asLong()))
        .findFirst();
  }

  /** The files that the Jobs made of a snapshot. */
  static List<String> preparedAs(List<Job> preparations, String snapshot) {
    return preparations.stream()
        .filter(job -> snapshot.equals(variable(job, "SNAPSHOT")))
        .map(job -> variable(job, "PREPARED"))
        .toList();
  }

  private List<Job> preparations(List<Job> jobs, String release) {
    return jobs.stream()
        .filter(job -> Preparation.isOf(names(release), job.getMetadata().getName()))
        .toList();
  }

  private List<Job> completedJobs() {
    return ask(() -> client.batch().v1().jobs().inNamespace(namespace).list()).getItems().stream()
        .filter(LiveReleases::isComplete)
        .toList();
  }

  private static boolean isComplete(Job job) {
    return job.getStatus() != null
        && job.getStatus().getConditions().stream()
            .anyMatch(
                condition ->
                    condition.getType().equals("Complete") && condition.getStatus().equals("True"));
  }

  private static String variable(Job job, String name) {
    return job.getSpec().getTemplate().getSpec().getContainers().stream()
        .flatMap(container -> container.getEnv().stream())
        .filter(variable -> variable.getName().equals(name))
        .map(EnvVar::getValue)
        .findFirst()
        .orElse("");
  }

  @Override
  public int readyMembers(String release) {
    return set(release)
        .map(StatefulSet::getStatus)
        .map(status -> status.getReadyReplicas())
        .orElse(0);
  }

  @Override
  public List<String> troubles(String release) {
    var troubles = new ArrayList<String>();
    troubles.add(
        "%d of %d members of %s are ready".formatted(readyMembers(release), replicas, release));
    members(release).stream()
        .flatMap(
            pod ->
                PodConditions.unscheduled(pod)
                    .map(why -> pod.getMetadata().getName() + " " + why)
                    .stream())
        .forEach(troubles::add);
    return troubles;
  }

  private List<Pod> members(String release) {
    return ask(() ->
            client
                .pods()
                .inNamespace(namespace)
                .withLabel("app.kubernetes.io/instance", release)
                .list())
        .getItems();
  }

  @Override
  public boolean startsFromSnapshot(String release) {
    return set(release)
        .map(found -> found.getSpec().getTemplate().getSpec().getContainers())
        .stream()
        .flatMap(List::stream)
        .filter(container -> container.getEnv() != null)
        .flatMap(container -> container.getEnv().stream())
        .anyMatch(
            variable ->
                variable.getName().equals("ETCD_START_FROM_SNAPSHOT")
                    && "yes".equals(variable.getValue()));
  }

  @Override
  public List<String> claims(String release) {
    var prefix = "data-" + names(release).fullName() + "-";
    return ask(() -> client.persistentVolumeClaims().inNamespace(namespace).list())
        .getItems()
        .stream()
        .map(claim -> claim.getMetadata().getName())
        .filter(name -> name.startsWith(prefix) && name.substring(prefix.length()).matches("\\d+"))
        .sorted()
        .toList();
  }

  @Override
  public void removeLeftovers(String release) {
    new ReleaseLeftovers(client, names(release)).remove();
  }

  /** A claim that a pod still uses stays until the pod has ended, and would be in the way. */
  @Override
  public void deleteClaims(String release) {
    var claims = client.persistentVolumeClaims().inNamespace(namespace);
    for (var claim : claims(release)) {
      ask(() -> claims.withName(claim).delete());
    }
    for (var claim : claims(release)) {
      ask(
          () ->
              claims
                  .withName(claim)
                  .waitUntilCondition(Objects::isNull, LIMIT_SECONDS, TimeUnit.SECONDS));
    }
  }

  private Optional<StatefulSet> set(String release) {
    return Optional.ofNullable(
        ask(
            () ->
                client
                    .apps()
                    .statefulSets()
                    .inNamespace(namespace)
                    .withName(names(release).fullName())
                    .get()));
  }

  private ReleaseNames names(String release) {
    return new ReleaseNames(namespace, release, replicas);
  }
}

package greptimedb.etcd.ops.restore.live;

import static greptimedb.etcd.ops.restore.live.Asking.ask;

import com.fasterxml.jackson.databind.JsonNode;
import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.config.backup.BackupConfiguration;
import greptimedb.etcd.model.backup.SnapshotList;
import greptimedb.etcd.model.backup.Snapshotter;
import greptimedb.etcd.ops.job.JobRun;
import greptimedb.etcd.ops.job.Jobs;
import greptimedb.etcd.ops.restore.SnapshotFacts;
import greptimedb.etcd.ops.restore.SnapshotPort;
import greptimedb.etcd.ops.restore.StepFailed;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Snapshots through Jobs, which have the volume and etcd's tools. */
public final class LiveSnapshots implements SnapshotPort {
  private static final int TIME_TO_LIVE = 3600;

  private final KubernetesClient client;
  private final Configuration configuration;
  private final BackupConfiguration backup;
  private final Consumer<String> told;

  /**
   * Of a stack.
   *
   * @param told what a Job is doing
   */
  public LiveSnapshots(
      KubernetesClient client,
      Configuration configuration,
      BackupConfiguration backup,
      Consumer<String> told) {
    this.client = client;
    this.configuration = configuration;
    this.backup = backup;
    this.told = told;
  }

  /**
   * What a file on the volume is.
   *
   * @param facts of it
   * @param problem why it cannot be restored; empty where nothing is known against it
   */
  public record Inspected(SnapshotFacts facts, Optional<String> problem) {
    /** Whether there is no such file: then nothing is known of it. */
    boolean isMissing() {
      return facts.takenAt().equals(Instant.EPOCH);
    }
  }

  /**
   * Reads one file whole and compares it with its checksum.
   *
   * @param name of the file, or {@code latest} for the newest snapshot
   * @return empty where there is no snapshot at all
   * @throws StepFailed when the volume cannot be looked at
   */
  public Optional<Inspected> inspect(String name) {
    var cluster = configuration.cluster();
    var jobName = Jobs.name(cluster.release() + "-snapshot-check", Instant.now());
    var model = SnapshotList.desired(configuration, backup, jobName, name, true);
    var result = run(Jobs.of(client, model));
    return result.stream()
        .filter(event -> event.path("event").asText().equals("file"))
        .findFirst()
        .map(LiveSnapshots::inspected);
  }

  @Override
  public SnapshotFacts takeFinal() {
    var name = Jobs.name(configuration.cluster().release() + "-final-snapshot", Instant.now());
    var model = Snapshotter.keepingAll(configuration, backup, name);
    return run(Jobs.of(client, model)).stream()
        .filter(event -> event.path("event").asText().equals("snapshot"))
        .findFirst()
        .map(event -> facts(event))
        .orElseThrow(() -> new StepFailed("the final snapshot's Job ended without a snapshot"));
  }

  @Override
  public boolean isScheduled() {
    return cronJobs().stream()
        .anyMatch(cronJob -> !Boolean.TRUE.equals(cronJob.getSpec().getSuspend()));
  }

  @Override
  public void schedule(boolean on) {
    for (var cronJob : cronJobs()) {
      ask(
          () ->
              client
                  .resource(cronJob)
                  .patch(Merging.patch(), "{\"spec\":{\"suspend\":%b}}".formatted(!on)));
    }
  }

  @Override
  public List<String> running() {
    return cronJobs().stream()
        .filter(cronJob -> cronJob.getStatus() != null)
        .flatMap(cronJob -> cronJob.getStatus().getActive().stream())
        .map(job -> "Job %s runs".formatted(job.getName()))
        .toList();
  }

  @Override
  public Duration deadline() {
    return backup.deadline().duration();
  }

  /** The one of either release, as the chart names its own after the release that it belongs to. */
  private List<CronJob> cronJobs() {
    return configuration.releases().stream()
        .map(release -> Snapshotter.cronJob(configuration.withActive(release), backup))
        .distinct()
        .map(this::cronJob)
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<CronJob> cronJob(String name) {
    var namespace = configuration.cluster().namespace();
    return Optional.ofNullable(
        ask(() -> client.batch().v1().cronjobs().inNamespace(namespace).withName(name).get()));
  }

  private List<JsonNode> run(Job job) {
    // One whose command is killed goes by itself.
    job.getSpec().setTtlSecondsAfterFinished(TIME_TO_LIVE);
    var started = ask(() -> JobRun.start(client, job));
    var result = ask(() -> started.await(told));
    ask(
        () -> {
          started.remove();
          return true;
        });
    if (!result.succeeded()) {
      throw new StepFailed("Job %s: %s".formatted(result.name(), result.explanation()));
    }
    return List.copyOf(
        java.util.stream.Stream.concat(
                result.events("file").stream(), result.events("snapshot").stream())
            .toList());
  }

  private static Inspected inspected(JsonNode file) {
    var problem =
        file.path("verified").asBoolean()
            ? Optional.<String>empty()
            : Optional.of(file.path("problem").asText("could not be verified"));
    return new Inspected(facts(file), problem);
  }

  private static SnapshotFacts facts(JsonNode file) {
    var time = file.path("takenAt").asText(file.path("modifiedAt").asText());
    return new SnapshotFacts(
        file.path("file").asText(),
        time.isEmpty() ? Instant.EPOCH : Instant.parse(time),
        file.path("size").asLong(),
        number(file.path("revision")),
        number(file.path("keys")));
  }

  private static OptionalLong number(JsonNode field) {
    return field.isIntegralNumber() ? OptionalLong.of(field.asLong()) : OptionalLong.empty();
  }
}

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
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Snapshots through Jobs, which have the volume and etcd's tools. */
public final class LiveSnapshots implements SnapshotPort {
  /** So many that none is removed: the one that is to be restored may be the oldest. */
  private static final String KEEP_ALL = "1000000";

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
  public record Inspected(SnapshotFacts facts, Optional<String> problem) {}

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
    var result = run(Jobs.of(client, model), true);
    return result.stream()
        .filter(event -> event.path("event").asText().equals("file"))
        .findFirst()
        .map(LiveSnapshots::inspected);
  }

  @Override
  public SnapshotFacts takeFinal() {
    var namespace = configuration.cluster().namespace();
    var cronJob = Snapshotter.cronJob(configuration, backup);
    var job = ask(() -> Jobs.from(client, namespace, cronJob, Instant.now()));
    keepAll(job);
    return run(job, false).stream()
        .filter(event -> event.path("event").asText().equals("snapshot"))
        .findFirst()
        .map(event -> facts(event))
        .orElseThrow(() -> new StepFailed("the final snapshot's Job ended without a snapshot"));
  }

  private static void keepAll(Job job) {
    for (var container : job.getSpec().getTemplate().getSpec().getContainers()) {
      container.getEnv().removeIf(variable -> variable.getName().equals("KEEP"));
      container.getEnv().add(new EnvVar("KEEP", KEEP_ALL, null));
      container.getEnv().removeIf(variable -> variable.getName().equals("KEEP_FOR"));
      container.getEnv().add(new EnvVar("KEEP_FOR", "0", null));
    }
  }

  private List<JsonNode> run(Job job, boolean remove) {
    var started = ask(() -> JobRun.start(client, job));
    var result = ask(() -> started.await(told));
    if (remove) {
      ask(
          () -> {
            started.remove();
            return true;
          });
    }
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

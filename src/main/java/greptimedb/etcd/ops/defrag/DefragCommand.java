package greptimedb.etcd.ops.defrag;

import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.config.defrag.DefragConfiguration;
import greptimedb.etcd.config.value.Mode;
import greptimedb.etcd.model.defrag.Defragmenter;
import greptimedb.etcd.ops.cluster.ClusterOptions;
import greptimedb.etcd.ops.cluster.OpenRestore;
import greptimedb.etcd.ops.console.OpsException;
import greptimedb.etcd.ops.console.Progress;
import greptimedb.etcd.ops.job.JobEvents;
import greptimedb.etcd.ops.job.JobResult;
import greptimedb.etcd.ops.job.JobRun;
import greptimedb.etcd.ops.job.Jobs;
import greptimedb.etcd.ops.stack.Pulumi;
import greptimedb.etcd.ops.stack.StackConfiguration;
import greptimedb.etcd.ops.stack.StackOptions;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Defragments the members now. */
@Command(
    name = "defrag",
    description = {
      "Defragments the members now: runs the CronJob's Job out of turn and follows it.",
      "Each member refuses reads and writes while it is at it; the leader comes last and hands over before.",
      "Ctrl-C leaves the Job running; a second run is kept out until it has ended."
    },
    footer = {
      "",
      "Exit codes:",
      "  0  done, or no member is worth it",
      "  1  the Job failed; the members that it did not reach were left alone",
      "  2  wrong usage, or something could not be read",
      "  3  skipped, with the reason: nothing was touched"
    })
public final class DefragCommand implements Callable<Integer> {
  @Mixin private StackOptions options;
  @Mixin private ClusterOptions access;
  @Spec private CommandSpec spec;

  @Option(
      names = "--dry-run",
      description = "Only say what each member would gain; nothing is changed.")
  private boolean dryRun;

  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    var pulumi = new Pulumi(options.project().folder(), options.stack());
    var configuration = StackConfiguration.of(pulumi.configuration());
    var defrag = configuration.defrag().orElseThrow(this::switchedOff);
    if (dryRun && defrag.mode() == Mode.CHART) {
      throw OpsException.unreadable(
          "the chart's job knows no --dry-run; defrag.mode: managed does");
    }
    try (var client = access.client();
        var progress = Progress.on(out)) {
      var result = run(client, configuration, defrag, progress);
      progress.erase();
      return new DefragReport(result, dryRun).print(out);
    } finally {
      out.flush();
    }
  }

  private OpsException switchedOff() {
    return OpsException.unreadable(
        "stack %s has no defragmentation; set defrag.enabled and defrag.acknowledgeRisk: true and run pulumi up"
            .formatted(options.stack()));
  }

  private JobResult run(
      KubernetesClient client,
      Configuration configuration,
      DefragConfiguration defrag,
      Progress progress) {
    var namespace = configuration.cluster().namespace();
    OpenRestore.in(client, namespace)
        .ifPresent(
            restore -> {
              throw OpsException.refused(
                  restore + " has not come to its end; resume it or roll it back first");
            });
    var cronJob = Defragmenter.cronJob(configuration, defrag);
    var job = Jobs.from(client, namespace, cronJob, Instant.now());
    var name = job.getMetadata().getName();
    var run = JobRun.start(client, dryRun ? dry(job) : job);
    return run.await(
        doing ->
            progress.tell(
                DefragProgress.of(new JobEvents(name, run.linesSoFar()))
                    .orElse("Job " + name + ", " + doing)));
  }

  private static Job dry(Job job) {
    return job.edit()
        .editSpec()
        .editTemplate()
        .editSpec()
        .editFirstContainer()
        .addNewEnv()
        .withName("DRY_RUN")
        .withValue("yes")
        .endEnv()
        .endContainer()
        .endSpec()
        .endTemplate()
        .endSpec()
        .build();
  }
}

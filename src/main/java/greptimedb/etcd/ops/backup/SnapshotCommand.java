package greptimedb.etcd.ops.backup;

import com.fasterxml.jackson.databind.JsonNode;
import greptimedb.etcd.model.backup.Snapshotter;
import greptimedb.etcd.ops.cluster.ClusterOptions;
import greptimedb.etcd.ops.console.Bytes;
import greptimedb.etcd.ops.console.ExitCode;
import greptimedb.etcd.ops.console.Progress;
import greptimedb.etcd.ops.console.Table;
import greptimedb.etcd.ops.job.JobResult;
import greptimedb.etcd.ops.job.JobRun;
import greptimedb.etcd.ops.job.Jobs;
import greptimedb.etcd.ops.stack.StackOptions;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Takes a snapshot now. */
@Command(
    name = "snapshot",
    description = {
      "Takes a snapshot now: runs the CronJob's Job out of turn and follows it.",
      "Ctrl-C leaves the Job running; `ops snapshots` shows what it saved."
    },
    footer = {
      "",
      "Exit codes:",
      "  0  the snapshot is saved",
      "  1  the Job failed; earlier snapshots stay",
      "  2  wrong usage, or something could not be read"
    })
public final class SnapshotCommand implements Callable<Integer> {
  @Mixin private StackOptions options;
  @Mixin private ClusterOptions access;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    var stack = BackupAccess.of(options);
    var cronJob = Snapshotter.cronJob(stack.configuration(), stack.backup());
    try (var client = access.client();
        var progress = Progress.on(out)) {
      var job = Jobs.from(client, stack.namespace(), cronJob, Instant.now());
      var run = JobRun.start(client, job);
      var name = job.getMetadata().getName();
      var result = run.await(doing -> progress.tell("Job " + name + ", " + doing));
      progress.erase();
      return result.succeeded() ? saved(out, result, progress.elapsed()) : failed(out, result);
    } finally {
      out.flush();
    }
  }

  /** The chart's own snapshotter prints no event; its last line has the file. */
  private static int saved(PrintWriter out, JobResult result, String elapsed) {
    var events = result.events("snapshot");
    if (events.isEmpty()) {
      result.lines().stream()
          .filter(line -> line.startsWith("Snapshot saved at "))
          .forEach(out::println);
      out.println("Job " + result.name() + " took " + elapsed + "; mode chart verifies nothing.");
      return ExitCode.FINE;
    }
    Table.print(out, rows(events.get(0)));
    return ExitCode.FINE;
  }

  private static List<List<String>> rows(JsonNode snapshot) {
    return List.of(
        List.of("file", snapshot.path("file").asText()),
        List.of("size", Bytes.shown(snapshot.path("size").asLong())),
        List.of("revision", snapshot.path("revision").asText()),
        List.of("keys", snapshot.path("keys").asText()),
        List.of("member", snapshot.path("member").asText()),
        List.of("verified", "yes, its SHA-256 is right"),
        List.of("took", snapshot.path("seconds").asText() + " s"));
  }

  private static int failed(PrintWriter out, JobResult result) {
    out.println("Job " + result.name() + " failed: " + result.explanation());
    return ExitCode.FOUND;
  }
}

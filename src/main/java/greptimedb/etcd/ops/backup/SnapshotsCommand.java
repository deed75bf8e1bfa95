package greptimedb.etcd.ops.backup;

import com.fasterxml.jackson.databind.JsonNode;
import greptimedb.etcd.model.backup.SnapshotList;
import greptimedb.etcd.model.cluster.ObjectNames;
import greptimedb.etcd.ops.cluster.ClusterOptions;
import greptimedb.etcd.ops.console.Bytes;
import greptimedb.etcd.ops.console.ExitCode;
import greptimedb.etcd.ops.console.OpsException;
import greptimedb.etcd.ops.console.Progress;
import greptimedb.etcd.ops.console.Table;
import greptimedb.etcd.ops.job.JobResult;
import greptimedb.etcd.ops.job.JobRun;
import greptimedb.etcd.ops.job.Jobs;
import greptimedb.etcd.ops.stack.StackOptions;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists what is on the backup volume. */
@Command(
    name = "snapshots",
    description = {
      "Lists the snapshots on the backup volume with their age and size, and whether they are whole.",
      "A Job reads every file and compares it with its checksum; --quick looks at sizes and records only."
    },
    footer = {
      "",
      "Exit codes:",
      "  0  listed, none is damaged",
      "  1  a snapshot is damaged, or there is none",
      "  2  wrong usage, or something could not be read"
    })
public final class SnapshotsCommand implements Callable<Integer> {
  @Mixin private StackOptions options;
  @Mixin private ClusterOptions access;
  @Spec private CommandSpec spec;

  @Option(names = "--quick", description = "Do not read the files whole.")
  private boolean quick;

  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    var stack = BackupAccess.of(options);
    var name =
        Jobs.name(
            ObjectNames.of(stack.configuration().cluster()).fullName() + "-snapshot-list",
            Instant.now());
    var wanted = SnapshotList.desired(stack.configuration(), stack.backup(), name, "", !quick);
    try (var client = access.client();
        var progress = Progress.on(out)) {
      var run = JobRun.start(client, Jobs.of(client, wanted));
      try {
        var result = run.await(doing -> progress.tell("reading the backup volume, " + doing));
        progress.erase();
        return print(out, result, Instant.now());
      } finally {
        run.remove();
      }
    } finally {
      out.flush();
    }
  }

  private static int print(PrintWriter out, JobResult result, Instant now) {
    if (!result.succeeded()) {
      throw OpsException.unreadable("the backup volume could not be read: " + result.explanation());
    }
    var files = result.events("file");
    if (files.isEmpty()) {
      out.println("There is no snapshot on the backup volume yet.");
    } else {
      Table.print(out, table(files, now));
    }
    result.events("partial").stream()
        .filter(partial -> partial.path("files").asLong() > 0)
        .forEach(
            partial ->
                out.println(
                    "and %d unfinished file(s) of %s that no restore uses"
                        .formatted(
                            partial.path("files").asLong(),
                            Bytes.shown(partial.path("bytes").asLong()))));
    result
        .events("volume")
        .forEach(
            volume ->
                out.println(
                    "%s of %s free on the volume"
                        .formatted(
                            Bytes.shown(volume.path("free").asLong()),
                            Bytes.shown(volume.path("total").asLong()))));
    var whole = files.stream().noneMatch(file -> file.path("verified").asText().equals("false"));
    return whole && !files.isEmpty() ? ExitCode.FINE : ExitCode.FOUND;
  }

  private static List<List<String>> table(List<JsonNode> files, Instant now) {
    var rows = new ArrayList<List<String>>();
    rows.add(List.of("FILE", "AGE", "SIZE", "REVISION", "KEYS", "VERIFIED"));
    files.forEach(file -> rows.add(new SnapshotRow(file).columns(now)));
    return rows;
  }
}

package greptimedb.etcd.ops.defrag;

import com.fasterxml.jackson.databind.JsonNode;
import greptimedb.etcd.ops.console.Bytes;
import greptimedb.etcd.ops.console.ExitCode;
import greptimedb.etcd.ops.console.Table;
import greptimedb.etcd.ops.job.JobResult;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a run did, for people.
 *
 * @param result of its Job
 * @param dryRun whether it only said what it would do
 */
record DefragReport(JobResult result, boolean dryRun) {
  /** The script's exit code for a run that it did not begin. */
  private static final int SKIPPED = 3;

  /** Prints it and answers the command's exit code. */
  int print(PrintWriter out) {
    var rows = rows();
    if (rows.size() > 1) {
      Table.print(out, rows);
    }
    if (result.succeeded()) {
      result.events("summary").forEach(summary -> out.println(told(summary)));
      chartLines(out);
      return ExitCode.FINE;
    }
    if (result.exitCode().equals(Optional.of(SKIPPED))) {
      out.println(result.explanation());
      return ExitCode.REFUSED;
    }
    out.println("Job " + result.name() + " failed: " + result.explanation());
    return ExitCode.FOUND;
  }

  /** The chart's job prints no events. */
  private void chartLines(PrintWriter out) {
    if (result.events("summary").isEmpty()) {
      result.lines().stream()
          .filter(line -> line.startsWith("Finished defragmenting"))
          .forEach(out::println);
    }
  }

  private List<List<String>> rows() {
    var rows = new ArrayList<List<String>>();
    rows.add(
        dryRun
            ? List.of("MEMBER", "SIZE", "IN USE", "WOULD GAIN")
            : List.of("MEMBER", "BEFORE", "AFTER", "SECONDS", "FREED"));
    result.events("would-defragment").forEach(event -> rows.add(gain(event)));
    result.events("defragmented").forEach(event -> rows.add(freed(event)));
    result.events("below-threshold").forEach(event -> rows.add(spared(event)));
    return rows;
  }

  private static List<String> gain(JsonNode event) {
    return List.of(
        event.path("member").asText(),
        bytes(event, "size"),
        bytes(event, "inUse"),
        "%s, %d%%".formatted(bytes(event, "free"), event.path("percent").asInt()));
  }

  private static List<String> freed(JsonNode event) {
    var freed = event.path("before").asLong() - event.path("after").asLong();
    return List.of(
        event.path("member").asText(),
        bytes(event, "before"),
        bytes(event, "after"),
        event.path("seconds").asText(),
        Bytes.shown(Math.max(0, freed)));
  }

  private List<String> spared(JsonNode event) {
    var reason =
        "left alone: %s, %d%% free is below the thresholds"
            .formatted(bytes(event, "free"), event.path("percent").asInt());
    var member = event.path("member").asText();
    return dryRun
        ? List.of(member, bytes(event, "size"), bytes(event, "inUse"), reason)
        : List.of(member, bytes(event, "size"), bytes(event, "size"), "-", reason);
  }

  private static String told(JsonNode summary) {
    var members = summary.path("members").asInt();
    var done = summary.path("defragmented").asInt();
    if (summary.path("dryRun").asBoolean()) {
      return "Nothing was changed.";
    }
    var text =
        done == 0
            ? "Nothing to do: no member meets the thresholds."
            : "%d of %d members defragmented, %s freed in %s s."
                .formatted(
                    done, members, bytes(summary, "freed"), summary.path("seconds").asText());
    return summary.path("noSpace").asText().equals("disarmed")
        ? text + " The alarm NOSPACE is disarmed: writes go on."
        : text;
  }

  private static String bytes(JsonNode event, String field) {
    return Bytes.shown(event.path(field).asLong());
  }
}

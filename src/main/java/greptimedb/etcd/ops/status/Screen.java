package greptimedb.etcd.ops.status;

import com.fasterxml.jackson.databind.JsonNode;
import greptimedb.etcd.ops.cluster.MemberPods;
import greptimedb.etcd.ops.console.Age;
import greptimedb.etcd.ops.console.Bytes;
import greptimedb.etcd.ops.console.Table;
import greptimedb.etcd.ops.status.Status.SnapshotRun;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Prints what was seen. */
final class Screen {
  private Screen() {}

  static void print(PrintWriter out, Status status, Instant now) {
    out.println(
        "Release %s is active in namespace %s: %s"
            .formatted(status.activeRelease(), status.namespace(), status.endpoint()));
    out.println();
    if (status.pods().isEmpty()) {
      out.println("  There is no pod of etcd.");
    } else {
      Table.print(out, pods(status, now));
    }
    out.println();
    status.endpointStatus().table().lines().forEach(line -> out.println("  " + line));
    if (!status.cronJobs().isEmpty()) {
      out.println();
      Table.print(out, cronJobs(status, now));
    }
    if (!status.snapshots().isEmpty()) {
      out.println();
      Table.print(out, snapshots(status, now));
    }
  }

  private static List<List<String>> pods(Status status, Instant now) {
    var rows = new ArrayList<List<String>>();
    rows.add(List.of("POD", "READY", "STATUS", "RESTARTS", "AGE", "NODE"));
    for (var pod : status.pods()) {
      var node = pod.getSpec().getNodeName();
      rows.add(
          List.of(
              pod.getMetadata().getName(),
              MemberPods.ready(pod),
              MemberPods.phase(pod),
              Integer.toString(MemberPods.restarts(pod)),
              Age.since(pod.getMetadata().getCreationTimestamp(), now),
              node == null ? "-" : node));
    }
    return rows;
  }

  private static List<List<String>> cronJobs(Status status, Instant now) {
    var rows = new ArrayList<List<String>>();
    rows.add(List.of("CRONJOB", "SCHEDULE", "SUSPENDED", "RUNNING", "LAST RUN", "LAST SUCCESS"));
    for (var cronJob : status.cronJobs()) {
      rows.add(
          List.of(
              cronJob.getMetadata().getName(),
              cronJob.getSpec().getSchedule(),
              Boolean.TRUE.equals(cronJob.getSpec().getSuspend()) ? "yes" : "no",
              Integer.toString(cronJob.getStatus().getActive().size()),
              lastRun(cronJob, now),
              Age.since(cronJob.getStatus().getLastSuccessfulTime(), now)));
    }
    return rows;
  }

  private static String lastRun(CronJob cronJob, Instant now) {
    return Age.since(cronJob.getStatus().getLastScheduleTime(), now);
  }

  private static List<List<String>> snapshots(Status status, Instant now) {
    var rows = new ArrayList<List<String>>();
    rows.add(List.of("SNAPSHOT", "AGE", "SIZE", "REVISION", "KEYS", "JOB"));
    status.snapshots().forEach(run -> rows.add(snapshot(run, now)));
    return rows;
  }

  private static List<String> snapshot(SnapshotRun run, Instant now) {
    var age = Age.since(run.ended(), now);
    return run.event()
        .map(event -> saved(run.job(), event, age))
        .orElseGet(() -> List.of("none", age, "-", "-", "-", run.job() + ": " + run.explanation()));
  }

  private static List<String> saved(String job, JsonNode event, String age) {
    return List.of(
        event.path("file").asText(),
        age,
        Bytes.shown(event.path("size").asLong()),
        event.path("revision").asText(),
        event.path("keys").asText(),
        job);
  }
}

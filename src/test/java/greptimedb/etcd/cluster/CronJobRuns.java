package greptimedb.etcd.cluster;

import static greptimedb.etcd.cluster.TestStack.succeed;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;

/** Jobs of a stack's CronJobs that do not wait for a schedule. */
final class CronJobRuns {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TestStack stack;

  CronJobRuns(TestStack stack) {
    this.stack = stack;
  }

  /** Starts a Job of the CronJob. */
  void start(String cronJob) {
    succeed(stack.kubectl("create", "job", cronJob + "-on-demand", "--from=cronjob/" + cronJob));
  }

  /** Starts a Job of the CronJob that has no time to succeed. */
  void startInVain(String cronJob) throws IOException {
    var name = cronJob + "-in-vain";
    var wanted =
        stack.kubectl(
            "create", "job", name, "--from=cronjob/" + cronJob, "--dry-run=client", "-o", "json");
    var job = (ObjectNode) JSON.readTree(succeed(wanted).output());
    ((ObjectNode) job.path("spec")).put("activeDeadlineSeconds", 1);
    var file = Files.writeString(stack.folder().resolve(name + ".json"), job.toString());
    succeed(stack.kubectl("create", "-f", file.toString()));
  }
}

package greptimedb.etcd.cluster;

import static greptimedb.etcd.cluster.TestStack.succeed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;

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
  void startInVain(String cronJob) {
    start(
        cronJob,
        cronJob + "-in-vain",
        job -> ((ObjectNode) job.path("spec")).put("activeDeadlineSeconds", 1));
  }

  /** Starts a Job of the CronJob with a change. */
  void start(String cronJob, String name, Consumer<ObjectNode> change) {
    var wanted =
        succeed(
            stack.kubectl(
                "create", "job", name, "--from=cronjob/" + cronJob, "--dry-run=client", "-ojson"));
    try {
      var job = (ObjectNode) JSON.readTree(wanted.output());
      change.accept(job);
      Manifests.create(stack, job.toString());
    } catch (JsonProcessingException malformed) {
      throw new AssertionError(wanted.output(), malformed);
    }
  }
}

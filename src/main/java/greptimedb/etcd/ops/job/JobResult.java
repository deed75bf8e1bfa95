package greptimedb.etcd.ops.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * What became of a Job.
 *
 * @param name of the Job
 * @param succeeded whether its script ended with 0
 * @param exitCode of the script; empty if no container of it ended
 * @param reason why the Job failed, as Kubernetes says; empty text for a success
 * @param lines what the script printed
 */
public record JobResult(
    String name, boolean succeeded, Optional<Integer> exitCode, String reason, List<String> lines) {

  /** The lines by which the scripts speak to programs: {@code {"event":"snapshot",...}}. */
  public List<JsonNode> events(String event) {
    return new JobEvents(name, lines).of(event);
  }

  /** Why it failed, in the words of the script where it had any. */
  public String explanation() {
    return lines.stream()
        .filter(line -> line.contains(" ERROR ") || line.contains("skipped: "))
        .reduce((earlier, later) -> later)
        .map(line -> line.replaceFirst("^.*==> ", ""))
        .orElse(reason);
  }
}

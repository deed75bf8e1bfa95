package greptimedb.etcd.ops.stack;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A resource of a stack's state.
 *
 * @param type such as {@code kubernetes:batch/v1:CronJob}
 * @param name in the program
 * @param retained whether it stays when the program no longer declares it
 * @param protectedFromDeletion whether the engine refuses to delete it
 * @param inputs as the program declared it; secrets are encrypted unless they were asked for
 * @param outputs what became of it
 */
public record StateResource(
    String type,
    String name,
    boolean retained,
    boolean protectedFromDeletion,
    JsonNode inputs,
    JsonNode outputs) {
  private static final String KUBERNETES = "kubernetes:";

  /** Whether it is a Helm release. */
  public boolean isRelease() {
    return type.equals(StackState.RELEASE_TYPE);
  }

  /** Whether it is a Kubernetes object, or a patch of one. */
  public boolean isObject() {
    return type.startsWith(KUBERNETES) && !isRelease();
  }
}

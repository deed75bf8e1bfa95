package greptimedb.etcd.ops.restore.command;

import com.fasterxml.jackson.databind.JsonNode;
import greptimedb.etcd.ops.console.OpsException;
import greptimedb.etcd.ops.stack.Target;

/** The release that a restore may go to: the one of the two names that is not in use. */
final class OtherRelease {
  private OtherRelease() {}

  /**
   * From {@code pulumi config --json}.
   *
   * @throws OpsException when the stack file names one release only
   */
  static String of(JsonNode configuration, String active) {
    return Target.of(configuration).releases().stream()
        .filter(release -> !release.equals(active))
        .findFirst()
        .orElseThrow(
            () ->
                OpsException.refused(
                    "restore.release is %s, the release in use; give it another name"
                        .formatted(active)));
  }
}

package greptimedb.etcd.config.restore;

import java.util.Map;
import java.util.Optional;

/**
 * A restore that an earlier run finished: the stack's output {@code restore}.
 *
 * @param release that started from the snapshot
 * @param snapshot as the stack file named it, {@code latest} included
 * @param preparedSnapshot the file that the release started from
 */
public record Restored(String release, String snapshot, String preparedSnapshot) {
  /** Whose members agreed with the prepared snapshot and with each other. */
  public static final String HEALTHY = "healthy";

  /** From the output; empty if it tells of no finished restore. */
  public static Optional<Restored> of(Map<?, ?> output) {
    return HEALTHY.equals(output.get("state"))
            && output.get("release") instanceof String release
            && output.get("snapshot") instanceof String snapshot
            && output.get("preparedSnapshot") instanceof String prepared
        ? Optional.of(new Restored(release, snapshot, prepared))
        : Optional.empty();
  }

  /** As the output has it. */
  public Map<String, Object> output() {
    return Map.of(
        "release", release,
        "snapshot", snapshot,
        "preparedSnapshot", preparedSnapshot,
        "state", HEALTHY);
  }
}

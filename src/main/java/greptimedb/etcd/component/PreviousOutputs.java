package greptimedb.etcd.component;

import com.pulumi.Context;
import com.pulumi.resources.StackReference;
import greptimedb.etcd.config.value.Quantity;
import java.util.Map;
import java.util.Optional;

/**
 * The outputs that this stack had before this run: the state as programs see it, without a call to
 * the cluster.
 */
public final class PreviousOutputs {
  private final StackReference reference;

  /** Reads the outputs of the stack that the program runs for. */
  public PreviousOutputs(Context context) {
    this.reference =
        new StackReference(
            "%s/%s/%s"
                .formatted(context.organizationName(), context.projectName(), context.stackName()));
  }

  /** The volume size that a release was made with; empty if the stack has no such release yet. */
  public Optional<Quantity> storageSize(String release) {
    var releases = reference.outputDetailsAsync("releases").join().getValue();
    if (releases.orElse(Map.of()) instanceof Map<?, ?> byName
        && byName.get(release) instanceof Map<?, ?> outputs
        && outputs.get("storageSize") instanceof String size) {
      return Quantity.parse(size);
    }
    return Optional.empty();
  }
}

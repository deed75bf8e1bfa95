package greptimedb.etcd.component;

import com.pulumi.Context;
import com.pulumi.resources.StackReference;
import greptimedb.etcd.config.restore.DeployedReleases;
import greptimedb.etcd.config.restore.Restored;
import greptimedb.etcd.config.value.Mode;
import greptimedb.etcd.config.value.Quantity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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

  /** The mode of each capability that the stack has, by the name of its block. */
  public Map<String, Mode> modes() {
    var modes = new TreeMap<String, Mode>();
    for (var block : List.of("backup", "defrag", "monitoring")) {
      if (output(block).get("mode") instanceof String mode) {
        Mode.parse(mode).ifPresent(known -> modes.put(block, known));
      }
    }
    return modes;
  }

  /** The volume size that a release was made with; empty if the stack has no such release yet. */
  public Optional<Quantity> storageSize(String release) {
    if (output("releases").get(release) instanceof Map<?, ?> outputs
        && outputs.get("storageSize") instanceof String size) {
      return Quantity.parse(size);
    }
    return Optional.empty();
  }

  /** The releases that the stack has, and the restore that it finished. */
  public DeployedReleases releases() {
    var names = output("releases").keySet().stream().map(String::valueOf).toList();
    return new DeployedReleases(
        value("activeRelease").map(String::valueOf), names, Restored.of(output("restore")));
  }

  private Map<?, ?> output(String name) {
    return value(name).orElse(Map.of()) instanceof Map<?, ?> block ? block : Map.of();
  }

  private Optional<Object> value(String name) {
    return reference.outputDetailsAsync(name).join().getValue();
  }
}

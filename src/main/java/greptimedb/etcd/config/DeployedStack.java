package greptimedb.etcd.config;

import greptimedb.etcd.config.restore.DeployedReleases;
import greptimedb.etcd.config.restore.Restored;
import greptimedb.etcd.config.value.Mode;
import greptimedb.etcd.config.value.Quantity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What a stack's outputs tell of what it has.
 *
 * @param outputs an output by its name: plain maps, lists and scalars; empty where there is none
 */
public record DeployedStack(Function<String, Optional<Object>> outputs) {

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
    return release(release).get("storageSize") instanceof String size
        ? Quantity.parse(size)
        : Optional.empty();
  }

  /**
   * The storage class that a release was made with, where an empty text is the default class; empty
   * if the stack has no such release yet, or was last changed by a program that did not say.
   */
  public Optional<String> storageClass(String release) {
    return text(release(release), "storageClass");
  }

  /** The fingerprint of what else a release's claims were made from; empty likewise. */
  public Optional<String> claimTemplates(String release) {
    return text(release(release), "claimTemplates");
  }

  /** The namespace of the releases; empty before the first run. */
  public Optional<String> namespace() {
    return outputs.apply("namespace").map(String::valueOf);
  }

  /** Whether the program made that namespace; false if it is not known. */
  public boolean createNamespace() {
    return outputs.apply("createNamespace").equals(Optional.of(true));
  }

  /** Where the snapshots are, as the output {@code backup.storage}; empty if it is not known. */
  public Map<?, ?> backupStorage() {
    return output("backup").get("storage") instanceof Map<?, ?> block ? block : Map.of();
  }

  /** How many members a release has; 0 if the stack has no such release yet. */
  public int members(String release) {
    return release(release).get("memberEndpoints") instanceof List<?> endpoints
        ? endpoints.size()
        : 0;
  }

  /** The fingerprint of a release's chart and values; empty if the outputs have none. */
  public Optional<String> fingerprint(String release) {
    return text(release(release).get("fingerprint"));
  }

  /** The check of its members before their last change; empty if they were not changed. */
  public Optional<String> memberCheck(String release) {
    return text(release(release).get("memberCheck"));
  }

  private static Optional<String> text(Object value) {
    return value instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /** The releases that the stack has, and the restore that it finished. */
  public DeployedReleases releases() {
    var names = output("releases").keySet().stream().map(String::valueOf).toList();
    return new DeployedReleases(
        outputs.apply("activeRelease").map(String::valueOf), names, Restored.of(output("restore")));
  }

  private static Optional<String> text(Map<?, ?> block, String key) {
    return block.get(key) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  private Map<?, ?> release(String name) {
    return output("releases").get(name) instanceof Map<?, ?> block ? block : Map.of();
  }

  private Map<?, ?> output(String name) {
    return outputs.apply(name).orElse(Map.of()) instanceof Map<?, ?> block ? block : Map.of();
  }
}

package greptimedb.etcd.model.greptimedb;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the GreptimeDBCluster on the Kubernetes cluster says of its metadata store.
 *
 * @param object as the API server gave it
 */
public record LiveCluster(Map<String, Object> object) {
  /** As the operator hands it on: a key of the top table of Metasrv's TOML. */
  private static final Pattern STORE_ADDRS = Pattern.compile("(?m)^\\s*\"?store_addrs?\"?\\s*=");

  private static final Pattern FIRST_TABLE = Pattern.compile("(?m)^\\s*\\[");

  /** The endpoints in a field; none if it is not set. */
  public List<String> endpoints(StoreField field) {
    return Fields.texts(object, field.path().toArray(String[]::new));
  }

  /** Whether a field is there at all, be it empty. */
  public boolean has(StoreField field) {
    return Fields.at(object, field.path().toArray(String[]::new)).isPresent();
  }

  /**
   * The endpoints that the operator uses: those of the old field win where both are set (operators
   * 0.3.0 to 0.5.3, pkg/dbconfig/meta_config.go).
   */
  public List<String> endpointsInUse() {
    var old = endpoints(StoreField.ETCD_ENDPOINTS);
    return old.isEmpty() ? endpoints(StoreField.BACKEND_STORAGE) : old;
  }

  /** The database that keeps the metadata in place of etcd. */
  public Optional<String> otherBackend() {
    return Stream.of("mysql", "postgresql")
        .filter(kind -> Fields.at(object, "spec", "meta", "backendStorage", kind).isPresent())
        .findFirst();
  }

  /** What GreptimeDB puts before every key; empty if nothing. */
  public String storeKeyPrefix() {
    return Fields.at(object, "spec", "meta", "backendStorage", "etcd", "storeKeyPrefix")
        .map(String::valueOf)
        .orElse("");
  }

  /** Whether {@code spec.meta.config} names the store itself, which beats the fields. */
  public boolean configuresStore() {
    var config = Fields.at(object, "spec", "meta", "config").map(String::valueOf).orElse("");
    return STORE_ADDRS.matcher(FIRST_TABLE.split(config, 2)[0]).find();
  }

  /**
   * The same object without any Metasrv: for who has seen that none is left. The operator may not
   * have written that into the status yet.
   */
  @SuppressWarnings("unchecked")
  public LiveCluster stopped() {
    var copy = new LinkedHashMap<>(object);
    copy.remove("status");
    var spec = new LinkedHashMap<>((Map<String, Object>) copy.getOrDefault("spec", Map.of()));
    var meta = new LinkedHashMap<>((Map<String, Object>) spec.getOrDefault("meta", Map.of()));
    meta.put("replicas", 0);
    spec.put("meta", meta);
    copy.put("spec", spec);
    return new LiveCluster(copy);
  }

  /** How many Metasrv pods are wanted or still ready; 1 is the operator's default. */
  public int metasrvPods() {
    return Math.max(
        Fields.number(object, "spec", "meta", "replicas").orElse(1),
        Fields.number(object, "status", "meta", "readyReplicas").orElse(0));
  }

  /** What the last patch of this program has written down; empty if it never patched the object. */
  Optional<String> appliedOver() {
    return Fields.at(object, "metadata", "annotations", ClusterPatch.APPLIED_OVER)
        .map(String::valueOf);
  }

  /** {@code uid/generation}: another one for each change of what is wanted of the object. */
  Optional<String> version() {
    return Fields.at(object, "metadata", "uid")
        .flatMap(
            uid ->
                Fields.number(object, "metadata", "generation")
                    .map(generation -> uid + "/" + generation));
  }

  /** The field managers of a field, other than this program's. */
  public List<String> otherManagers(StoreField field) {
    return new FieldOwners(object)
        .of(field.path()).stream()
            .filter(manager -> !manager.equals(ClusterPatch.FIELD_MANAGER))
            .toList();
  }
}

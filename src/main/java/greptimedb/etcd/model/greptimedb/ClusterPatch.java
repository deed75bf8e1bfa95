package greptimedb.etcd.model.greptimedb;

import greptimedb.etcd.config.greptimedb.GreptimeConfiguration;
import greptimedb.etcd.model.KubernetesObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The server-side apply patch of a GreptimeDBCluster: its endpoints and nothing else, so that
 * {@code storeKeyPrefix} and all the rest stay as they are.
 */
public final class ClusterPatch {
  /** Who owns the endpoints once they are patched; the same for every stack and every run. */
  public static final String FIELD_MANAGER = "greptimedb-etcd";

  /** Of every version of the operator. */
  public static final String API_VERSION = "greptime.io/v1alpha1";

  /** The kind. */
  public static final String KIND = "GreptimeDBCluster";

  /**
   * Which version of the object was patched. Pulumi compares a patch with its own state, not with
   * the object: without a change here it would leave endpoints that somebody else has set back.
   */
  static final String APPLIED_OVER = "greptimedb-etcd/applied-over";

  private ClusterPatch() {}

  /**
   * The wanted object.
   *
   * @param greptimedb which one, and whether fields of other managers are taken over
   * @param endpoints by field; an empty list takes the field's effect away, which leaving it out of
   *     an apply cannot do where another manager owns it
   * @param appliedOver the value of {@link #APPLIED_OVER}; empty for none
   */
  static KubernetesObject desired(
      GreptimeConfiguration greptimedb,
      Map<StoreField, List<String>> endpoints,
      Optional<String> appliedOver) {
    var annotations = new LinkedHashMap<String, Object>();
    annotations.put("pulumi.com/patchFieldManager", FIELD_MANAGER);
    if (greptimedb.force()) {
      annotations.put("pulumi.com/patchForce", "true");
    }
    appliedOver.ifPresent(version -> annotations.put(APPLIED_OVER, version));
    var meta = new LinkedHashMap<String, Object>();
    endpoints.forEach(
        (field, hosts) -> {
          switch (field) {
            case ETCD_ENDPOINTS -> meta.put("etcdEndpoints", hosts);
            case BACKEND_STORAGE ->
                meta.put("backendStorage", Map.of("etcd", Map.of("endpoints", hosts)));
          }
        });
    return KubernetesObject.withSpec(
        API_VERSION,
        KIND,
        Map.of(
            "name", greptimedb.name(),
            "namespace", greptimedb.namespace(),
            "annotations", annotations),
        Map.of("meta", meta));
  }
}

package greptimedb.etcd;

import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.model.cluster.ReleaseNames;
import greptimedb.etcd.model.greptimedb.Cutover;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The stack's outputs: a contract with other programs, whose version goes up when an output changes
 * its meaning.
 */
final class StackOutputs {
  private static final int CONTRACT_VERSION = 1;

  private StackOutputs() {}

  static Map<String, Object> of(Configuration configuration, Optional<Cutover> cutover) {
    var cluster = configuration.cluster();
    var names = new ReleaseNames(cluster.namespace(), cluster.release(), cluster.replicas());
    var outputs = new LinkedHashMap<String, Object>();
    outputs.put("contractVersion", CONTRACT_VERSION);
    outputs.put("namespace", cluster.namespace());
    outputs.put("activeRelease", configuration.active());
    outputs.put("endpoint", names.endpoint());
    outputs.put("memberEndpoints", names.memberEndpoints());
    outputs.put(
        "releases", Map.of(cluster.release(), release(names, cluster.storage().size().text())));
    cutover.ifPresent(plan -> outputs.put("greptimedb", greptimedb(plan)));
    return outputs;
  }

  private static Map<String, Object> greptimedb(Cutover cutover) {
    return Map.of(
        "namespace", cutover.greptimedb().namespace(),
        "name", cutover.greptimedb().name(),
        "field", cutover.field().text());
  }

  private static Map<String, Object> release(ReleaseNames names, String storageSize) {
    return Map.of(
        "endpoint", names.endpoint(),
        "memberEndpoints", names.memberEndpoints(),
        "storageSize", storageSize);
  }
}

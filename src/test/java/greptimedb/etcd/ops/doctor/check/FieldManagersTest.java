package greptimedb.etcd.ops.doctor.check;

import static greptimedb.etcd.model.greptimedb.LiveObjects.live;
import static greptimedb.etcd.ops.doctor.check.Verdicts.assertFailed;
import static greptimedb.etcd.ops.doctor.check.Verdicts.assertFine;
import static greptimedb.etcd.ops.doctor.check.Verdicts.assertWarning;

import greptimedb.etcd.config.greptimedb.EndpointField;
import greptimedb.etcd.config.greptimedb.GreptimeConfiguration;
import greptimedb.etcd.model.cluster.ReleaseNames;
import greptimedb.etcd.model.greptimedb.Cutover;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FieldManagersTest {
  private static final String ACTIVE = "etcd.etcd-cluster.svc.cluster.local:2379";

  @Test
  void theEndpointBelongsToTheProgramAlone() {
    assertFine(
        judge("{spec: {meta: {etcdEndpoints: ['%s']}}, %s}", ACTIVE, managers("greptimedb-etcd")),
        "spec.meta.etcdEndpoints of default/db belongs to greptimedb-etcd");
  }

  @Test
  void anotherManagerOfTheSameValueIsAWarning() {
    assertWarning(
        judge("{spec: {meta: {etcdEndpoints: ['%s']}}, %s}", ACTIVE, managers("helm")),
        "belongs to helm as well");
  }

  @Test
  void anotherEndpointIsWrongAndSoIsAnotherBackend() {
    assertFailed(
        judge(
            "{spec: {meta: {replicas: 0, etcdEndpoints: ['%s']}}, %s}",
            "old:2379", managers("greptimedb-etcd")),
        "default/db uses [old:2379], not the active release etcd");
    assertFailed(
        judge("{spec: {meta: {backendStorage: {mysql: {host: '%s'}}}}, %s}", "m", managers("helm")),
        "keeps its metadata in mysql");
  }

  @Test
  void anAbsentObjectIsWrong() {
    assertFailed(
        FieldManagers.judge("default/db", Optional.empty()), "no GreptimeDBCluster default/db");
  }

  private static Judgement judge(String object, String endpoint, String managers) {
    var cutover =
        new Cutover(
            new GreptimeConfiguration("default", "db", EndpointField.AUTO, false),
            live(object.formatted(endpoint, managers)),
            new ReleaseNames("etcd-cluster", "etcd", 3));
    return FieldManagers.judge("default/db", Optional.of(cutover));
  }

  private static String managers(String manager) {
    return """
    metadata: {managedFields: [{manager: %s, fieldsV1: {"f:spec": {"f:meta": {"f:etcdEndpoints": {}}}}}]}\
    """
        .formatted(manager);
  }
}

package greptimedb.etcd.cluster;

import static greptimedb.etcd.cluster.TestStack.succeed;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A GreptimeDBCluster that follows the active release, under each operator's definition of it. The
 * definition belongs to the whole cluster: no other test may use it at the same time.
 */
@ResourceLock("greptimedbclusters.greptime.io")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CutoverIT {
  private static final String NAMESPACE = "it-cutover";
  private static final String ENDPOINT = "etcd.it-cutover.svc.cluster.local:2379";
  private static final Path RESOURCES = Path.of("src/test/resources/greptimedb/etcd/cluster");
  private TestStack stack;

  @BeforeAll
  void install() {
    stack = new TestStack(NAMESPACE);
    undefine();
    succeed(configured("enabled: false").up());
  }

  @AfterAll
  void remove() {
    undefine();
    stack.close();
  }

  @Test
  @Order(1)
  void aClusterWithoutTheKindIsToldWhatInstallsIt() {
    // when
    var preview = configured("enabled: true").preview();
    // then
    assertThat(preview.exitCode()).isNotZero();
    assertThat(preview.output())
        .contains("greptimedb.enabled: true: the cluster has no kind GreptimeDBCluster")
        .contains("greptimedbclusters.greptime.io is absent")
        .contains("set greptimedb.enabled: false")
        .doesNotContain("\tat ");
  }

  @Test
  @Order(2)
  void anObjectThatIsNotThereIsNamed() {
    // given
    define("both");
    // when
    var preview = configured("enabled: true").preview();
    // then
    assertThat(preview.exitCode()).isNotZero();
    assertThat(preview.output())
        .contains("greptimedb.name: db")
        .contains("'it-cutover/db' does not exist");
    assertThat(stack.kubectl("get", "greptimedbcluster", "-o", "name").output())
        .doesNotContain("/");
  }

  @Test
  @Order(3)
  void aFieldOfAnotherManagerIsRefusedInPreviewAndNamed() {
    // given
    create(
        "{replicas: 0, etcdEndpoints: ['old:2379'], backendStorage: {etcd: {endpoints: ['unused:2379'], storeKeyPrefix: orders}}}");
    var before = meta();
    // when
    var preview = configured("enabled: true").preview();
    var up = stack.up();
    // then
    assertThat(preview.exitCode()).isNotZero();
    assertThat(preview.output())
        .contains(
            "greptimedb.force: false: spec.meta.backendStorage.etcd.endpoints of it-cutover/db belongs to the field manager helm")
        .contains("spec.meta.etcdEndpoints of it-cutover/db belongs to the field manager helm")
        .contains("take it over with greptimedb.force: true")
        .doesNotContain("\tat ");
    assertThat(up.exitCode()).isNotZero();
    assertThat(meta()).isEqualTo(before);
  }

  @Test
  @Order(4)
  void whereBothFieldsAreSetTheNewOneGetsTheEndpointAndTheOldOneLosesItsEffect() {
    // when
    succeed(configured("enabled: true, force: true").up());
    // then: the operator takes the old field only where it has an entry
    assertThat(meta())
        .isEqualTo(
            "{\"backendStorage\":{\"etcd\":{\"endpoints\":[\"%s\"],\"storeKeyPrefix\":\"orders\"}},\"etcdEndpoints\":[],\"replicas\":0}"
                .formatted(ENDPOINT));
    assertThat(outputs())
        .contains("\"field\": \"backendStorage\"")
        .contains("\"name\": \"db\"")
        .doesNotContain("storeKeyPrefix");
  }

  @Test
  @Order(5)
  void nothingIsLeftToDo() {
    succeed(stack.preview("--expect-no-changes"));
  }

  @Test
  @Order(6)
  void metasrvThatRunsIsNotMoved() {
    // given: somebody points it elsewhere, and starts it
    patch(
        "{\"spec\":{\"meta\":{\"replicas\":2,\"backendStorage\":{\"etcd\":{\"endpoints\":[\"elsewhere:2379\"]}}}}}");
    // when
    var preview = stack.preview();
    // then
    assertThat(preview.exitCode()).isNotZero();
    assertThat(preview.output())
        .contains("2 Metasrv pods use elsewhere:2379")
        .contains("./ops restore");
  }

  @Test
  @Order(7)
  void anEndpointThatSomebodySetBackIsSetAgain() {
    // given: the same inputs as before, which Pulumi by itself takes for done
    patch("{\"spec\":{\"meta\":{\"replicas\":0}}}");
    assertThat(meta()).contains("elsewhere:2379");
    // when
    succeed(stack.up());
    // then
    assertThat(meta()).contains(ENDPOINT).contains("orders").doesNotContain("elsewhere");
    succeed(stack.preview("--expect-no-changes"));
  }

  @Test
  @Order(8)
  void switchedOffTheEndpointsStay() {
    // given
    var before = meta();
    // when
    succeed(configured("enabled: false").up());
    // then
    assertThat(meta()).isEqualTo(before).contains(ENDPOINT);
    assertThat(outputs()).doesNotContain("greptimedb\"");
  }

  @Test
  @Order(9)
  void theOldFieldAloneIsFollowed() {
    // given
    define("etcdEndpoints");
    create("{replicas: 0, etcdEndpoints: ['old:2379']}");
    // when
    succeed(configured("enabled: true, force: true").up());
    // then
    assertThat(meta()).isEqualTo("{\"etcdEndpoints\":[\"%s\"],\"replicas\":0}".formatted(ENDPOINT));
    assertThat(outputs()).contains("\"field\": \"etcdEndpoints\"");
  }

  @Test
  @Order(10)
  void aFieldThatTheDefinitionLacksIsRefusedByTheApiServerAndTheKeyToSetIsSaid() {
    // given
    define("backendStorage");
    create(
        "{replicas: 0, backendStorage: {etcd: {endpoints: ['old:2379'], storeKeyPrefix: orders}}}");
    var before = meta();
    // when
    var up = configured("enabled: true, force: true, endpointField: etcdEndpoints").up();
    // then
    assertThat(up.exitCode()).isNotZero();
    assertThat(up.output())
        .contains(".spec.meta.etcdEndpoints: field not declared in schema")
        .contains("set greptimedb.endpointField: auto");
    assertThat(meta()).isEqualTo(before);
  }

  @Test
  @Order(11)
  void destroyLeavesTheGreptimeDBClusterWithItsEndpoints() {
    // given
    succeed(configured("enabled: true, force: true").up());
    var before = meta();
    // when
    succeed(stack.destroy());
    // then
    assertThat(meta()).isEqualTo(before).contains(ENDPOINT).contains("orders");
  }

  private TestStack configured(String greptimedb) {
    return stack.configuredWith(
        """
        config:
          greptimedb-etcd:cluster: {namespace: %s, chart: {reference: "%s"}}
          greptimedb-etcd:greptimedb: {namespace: %s, name: db, %s}
        """
            .formatted(
                NAMESPACE, RESOURCES.resolve("no-pods").toAbsolutePath(), NAMESPACE, greptimedb));
  }

  /** Takes the definition away with every object of it. */
  private void undefine() {
    succeed(
        stack.run(
            "kubectl", "delete", "crd", "greptimedbclusters.greptime.io", "--ignore-not-found"));
  }

  private void define(String fields) {
    undefine();
    var file = RESOURCES.resolve("greptimedbcluster-%s.yaml".formatted(fields)).toAbsolutePath();
    succeed(stack.run("kubectl", "apply", "--server-side", "-f", file.toString()));
    stack.awaitDefinition("greptimedbclusters.greptime.io");
  }

  /** As Helm does: its field manager owns what it sets. */
  private void create(String meta) {
    var object =
        "{apiVersion: greptime.io/v1alpha1, kind: GreptimeDBCluster, metadata: {name: db, namespace: %s}, spec: {meta: %s}}"
            .formatted(NAMESPACE, meta);
    succeed(
        stack.run(
            "bash",
            "-c",
            "kubectl apply --server-side --field-manager=helm -f - <<<\"$0\"",
            object));
  }

  private void patch(String merge) {
    succeed(stack.kubectl("patch", "greptimedbcluster", "db", "--type", "merge", "-p", merge));
  }

  private String meta() {
    return succeed(stack.kubectl("get", "greptimedbcluster", "db", "-o", "jsonpath={.spec.meta}"))
        .output();
  }

  private String outputs() {
    return succeed(stack.run("pulumi", "stack", "output", "--json", "--stack", "test")).output();
  }
}

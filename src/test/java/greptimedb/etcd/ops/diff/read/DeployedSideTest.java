package greptimedb.etcd.ops.diff.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.ObjectMapper;
import greptimedb.etcd.ContractChart;
import greptimedb.etcd.ops.cluster.DeployedRelease;
import greptimedb.etcd.ops.diff.compare.SideObject;
import greptimedb.etcd.ops.diff.compare.SideObject.Fate;
import greptimedb.etcd.ops.stack.DeployedState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is there, by state and cluster. */
class DeployedSideTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MANIFEST =
      "---\nkind: Service\napiVersion: v1\nmetadata: {name: etcd}\n---\nkind: StatefulSet\napiVersion: apps/v1\nmetadata: {name: etcd}\n";
  private static final String SECRET =
      """
      {"4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", "%s": "%s"}
      """;

  private final ChartRenderer renderer = new ChartRenderer(Path.of("").toAbsolutePath());

  @Test
  void theChartsObjectsAreThoseThatHelmRecorded() throws IOException {
    // when
    var side = side(recorded("{}", Optional.empty()), state("{}"), List.of());
    // then
    assertThat(side.objects().stream().filter(object -> object.release().equals("etcd")))
        .extracting(object -> object.object().key().shown())
        .containsExactly("Service etcd", "StatefulSet etcd");
    assertThat(side.objects())
        .extracting(object -> object.object().key().namespace())
        .contains("ns");
    assertThat(side.notes()).isEmpty();
  }

  @Test
  void theProgramsOwnObjectsAreThoseOfTheStateWithTheirFate() throws IOException {
    // when
    var side = side(recorded("{}", Optional.empty()), state("{}"), List.of());
    // then
    assertThat(side.objects().stream().filter(object -> object.release().isEmpty()))
        .extracting(object -> object.object().key().shown(), SideObject::fate)
        .containsExactly(
            tuple("Namespace ns", Fate.PROTECTED),
            tuple("PersistentVolumeClaim etcd-backup", Fate.KEPT),
            tuple("CronJob etcd-snapshotter", Fate.DELETED));
  }

  @Test
  void aRevisionThatIsNotDeployedIsTold() throws IOException {
    assertThat(
            side(recorded("{}", Optional.of("revision 3 is failed")), state("{}"), List.of())
                .notes())
        .containsExactly("release etcd: revision 3 is failed; compared with revision 2");
  }

  @Test
  void withoutAClusterTheChartIsRenderedFromTheStatesValuesAndThatIsTold() throws IOException {
    // given
    var unreachable = new ClusterAnswer(Map.of(), Optional.empty(), Optional.of("refused"));
    // when
    var side = side(unreachable, state("{\"replicaCount\": 5}"), List.of());
    // then
    assertThat(side.objects())
        .filteredOn(object -> object.object().key().kind().equals("StatefulSet"))
        .extracting(object -> object.object().body().at("/spec/replicas").asInt())
        .containsExactly(5);
    assertThat(side.notes()).hasSize(1);
    assertThat(side.notes().get(0)).startsWith("the cluster was not asked (refused): ");
  }

  @Test
  void aReleaseThatHelmDoesNotKnowIsTold() throws IOException {
    assertThat(side(ClusterAnswer.none(), state("{}"), List.of()).notes())
        .anyMatch(note -> note.startsWith("release etcd: Helm has no record of it"));
  }

  @Test
  void aStackWithoutAReleaseIsTold() throws IOException {
    // given
    var empty = DeployedState.of(JSON.readTree("{\"deployment\": {}}"));
    // when
    var side = new DeployedSide(renderer, ClusterAnswer.none(), List.of()).of(empty, () -> empty);
    // then
    assertThat(side.objects()).isEmpty();
    assertThat(side.notes()).containsExactly("nothing of this stack is deployed");
  }

  @Test
  void aFormerSecretIsFoundWhereTheNewValuesHaveOneAndWhereTheStateHadOne() throws IOException {
    // given
    var values = "{\"a\": {\"password\": \"was-here\"}, \"b\": \"and-here\", \"c\": \"plain\"}";
    var cluster = recorded(values, Optional.empty());
    var state = state("{\"b\": %s}".formatted(SECRET.formatted("ciphertext", "v1:x")));
    // when
    var secrets = side(cluster, state, List.of(JsonPointer.compile("/a/password"))).secrets();
    // then
    assertThat(secrets.isIn("was-here")).isTrue();
    assertThat(secrets.isIn("and-here")).isTrue();
    assertThat(secrets.isIn("plain")).isFalse();
  }

  @Test
  void secretsOfTheStateAreDecryptedOnlyToRender() throws IOException {
    // given
    var unreachable = new ClusterAnswer(Map.of(), Optional.empty(), Optional.of("refused"));
    var values = "{\"podAnnotations\": {\"token\": %s}}";
    var encrypted = state(values.formatted(SECRET.formatted("ciphertext", "v1:x")));
    var decrypted = state(values.formatted(SECRET.formatted("plaintext", "\\\"hunter2\\\"")));
    // when
    var side = new DeployedSide(renderer, unreachable, List.of()).of(encrypted, () -> decrypted);
    // then
    assertThat(side.objects().toString()).contains("hunter2").doesNotContain("v1:x");
    assertThat(side.secrets().isIn("hunter2")).isTrue();
  }

  private Side side(ClusterAnswer cluster, DeployedState state, List<JsonPointer> secretValues) {
    return new DeployedSide(renderer, cluster, secretValues)
        .of(
            state,
            () -> {
              throw new AssertionError("no secret is needed");
            });
  }

  private static ClusterAnswer recorded(String values, Optional<String> pending)
      throws IOException {
    return new ClusterAnswer(
        Map.of("etcd", new DeployedRelease(2, MANIFEST, JSON.readTree(values), pending)),
        Optional.empty(),
        Optional.empty());
  }

  private static DeployedState state(String values) throws IOException {
    return DeployedState.of(
        JSON.readTree(
            """
            {"version": 3, "checkpoint": {"latest": {"resources": [
              {"urn": "urn:pulumi:s::p::pulumi:pulumi:Stack::p-s", "type": "pulumi:pulumi:Stack", "outputs": {}},
              {"urn": "urn:pulumi:s::p::x::ns", "type": "kubernetes:core/v1:Namespace", "protect": true,
               "inputs": {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "ns"}}},
              {"urn": "urn:pulumi:s::p::x::etcd-backup", "type": "kubernetes:core/v1:PersistentVolumeClaim", "retainOnDelete": true,
               "inputs": {"apiVersion": "v1", "kind": "PersistentVolumeClaim", "metadata": {"name": "etcd-backup", "namespace": "ns"}}},
              {"urn": "urn:pulumi:s::p::x::etcd-snapshotter", "type": "kubernetes:batch/v1:CronJob",
               "inputs": {"apiVersion": "batch/v1", "kind": "CronJob", "metadata": {"name": "etcd-snapshotter", "namespace": "ns"}}},
              {"urn": "urn:pulumi:s::p::x::gone", "type": "kubernetes:batch/v1:CronJob", "delete": true,
               "inputs": {"apiVersion": "batch/v1", "kind": "CronJob", "metadata": {"name": "gone"}}},
              {"urn": "urn:pulumi:s::p::x::read", "type": "kubernetes:core/v1:PersistentVolumeClaim", "external": true,
               "inputs": {"apiVersion": "v1", "kind": "PersistentVolumeClaim", "metadata": {"name": "read"}}},
              {"urn": "urn:pulumi:s::p::x::etcd", "type": "kubernetes:helm.sh/v3:Release",
               "inputs": {"name": "etcd", "namespace": "ns", "chart": "%s", "values": %s}}
            ]}}}
            """
                .formatted(ContractChart.FOLDER, values)));
  }
}

package greptimedb.etcd.ops.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import greptimedb.etcd.ops.console.Json;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which of Helm's records is what is there. */
class DeployedReleaseTest {

  @Test
  void itIsTheOneThatIsDeployedByNumberAndNotByName() {
    // given
    var records = List.of(record(9, "superseded"), record(10, "deployed"), record(8, "superseded"));
    // when
    var found = DeployedRelease.of(records).orElseThrow();
    // then
    assertThat(found.revision()).isEqualTo(10);
    assertThat(found.manifest()).isEqualTo("manifest 10");
    assertThat(found.values().path("replicaCount").asInt()).isEqualTo(10);
    assertThat(found.pending()).isEmpty();
  }

  @Test
  void aNewerOneThatFailedIsNamed() {
    // when
    var found =
        DeployedRelease.of(List.of(record(1, "deployed"), record(2, "failed"))).orElseThrow();
    // then
    assertThat(found.revision()).isEqualTo(1);
    assertThat(found.pending()).contains("revision 2 is failed");
  }

  @Test
  void whereNoneEverWasDeployedItIsTheNewest() {
    // when
    var found =
        DeployedRelease.of(List.of(record(1, "failed"), record(2, "pending-install")))
            .orElseThrow();
    // then
    assertThat(found.revision()).isEqualTo(2);
    assertThat(found.pending()).contains("revision 2 is pending-install");
  }

  @Test
  void withoutRecordsThereIsNothing() {
    assertThat(DeployedRelease.of(List.of())).isEmpty();
  }

  private static JsonNode record(int revision, String status) {
    var json =
        "{\"manifest\": \"manifest %1$d\", \"config\": {\"replicaCount\": %1$d}}"
            .formatted(revision);
    var once = Base64.getEncoder().encode(json.getBytes(UTF_8));
    return new Json()
        .parse(
            """
            {"metadata": {"name": "sh.helm.release.v1.etcd.v%1$d", "labels": {"version": "%1$d", "status": "%2$s"}},
             "data": {"release": "%3$s"}}
            """
                .formatted(revision, status, Base64.getEncoder().encodeToString(once)),
            "the record");
  }
}

package greptimedb.etcd.ops.stack;

import static org.assertj.core.api.Assertions.assertThat;

import greptimedb.etcd.ops.console.Json;
import org.junit.jupiter.api.Test;

class StackStateTest {
  private final com.fasterxml.jackson.databind.JsonNode exported =
      new Json()
          .parse(
              """
              {"version": 3, "deployment": {"resources": [{"urn": "kept"}], "pending_operations": [
                {"type": "creating", "resource": {
                  "urn": "urn:pulumi:dev::p::kubernetes:helm.sh/v3:Release::cluster",
                  "type": "kubernetes:helm.sh/v3:Release",
                  "inputs": {"name": "etcd", "namespace": "etcd-cluster"}}}]}}
              """,
              "test");

  @Test
  void aReleaseWhoseCreationWasCutOffIsLost() {
    var state = StackState.of(exported);

    assertThat(state.lost("etcd-cluster", "etcd")).isTrue();
    assertThat(state.lost("etcd-cluster", "etcd-recover")).isFalse();
    assertThat(state.lost("elsewhere", "etcd")).isFalse();
    assertThat(state.pending()).singleElement().extracting(o -> o.name()).isEqualTo("cluster");
  }

  @Test
  void onlyThePendingOperationsAreRemoved() {
    var cleaned = StackState.withoutPending(exported);

    assertThat(StackState.of(cleaned).pending()).isEmpty();
    assertThat(cleaned.at("/deployment/resources/0/urn").asText()).isEqualTo("kept");
    assertThat(StackState.of(exported).pending()).hasSize(1);
  }
}

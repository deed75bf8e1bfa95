package greptimedb.etcd.ops.repair;

import static org.assertj.core.api.Assertions.assertThat;

import greptimedb.etcd.ops.console.Json;
import org.junit.jupiter.api.Test;

class MergePatchTest {
  private final Json json = new Json();

  @Test
  void whatTheNewerRevisionAddedIsRemoved() {
    assertPatch(
        "{'data': {'a': '1'}}",
        "{'data': {'a': '2', 'b': '3'}, 'immutable': true}",
        "{'data': {'a': '1', 'b': null}, 'immutable': null}");
  }

  @Test
  void whatTheNewerRevisionTookAwayIsThereAgain() {
    assertPatch("{'spec': {'x': {'y': 1}}}", "{'spec': {}}", "{'spec': {'x': {'y': 1}}}");
  }

  @Test
  void listsAreGivenWhole() {
    assertPatch("{'ports': [1]}", "{'ports': [1, 2]}", "{'ports': [1]}");
  }

  private void assertPatch(String older, String newer, String patch) {
    assertThat(MergePatch.back(tree(older), tree(newer))).isEqualTo(tree(patch));
  }

  private com.fasterxml.jackson.databind.JsonNode tree(String text) {
    return json.parse(text.replace('\'', '"'), "test");
  }
}

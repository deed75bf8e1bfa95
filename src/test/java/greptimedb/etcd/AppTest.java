package greptimedb.etcd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pulumirpc.Resource.RegisterResourceRequest;

class AppTest {

  @Test
  void declaresNothingWhenTheConfigurationCannotBeUsed() {
    // when
    var stack =
        RecordedStack.of(
            Map.of("greptimedb-etcd:cluster", "{\"replicas\": 2, \"values\": {\"image\": 1}}"));

    // then
    assertThat(stack.requests()).isEmpty();
    assertThat(stack.outputs()).isEmpty();
    assertThat(stack.result().errors())
        .singleElement()
        .asString()
        .contains("cluster.replicas: 2: expected an odd number of members");
  }

  @Test
  void declaresNothingWhenAFurtherValueClashes() {
    var stack = RecordedStack.of(Map.of("greptimedb-etcd:cluster", "{\"values\": {\"image\": 1}}"));

    assertThat(stack.requests()).isEmpty();
    assertThat(stack.result().errors())
        .singleElement()
        .asString()
        .contains("cluster.values.image: 1: expected a block of chart values");
  }

  @Test
  void declaresNothingWhenTheVolumesOfTheReleaseAreOfAnotherSize() {
    // given
    var previous = previousOutputs("etcd", "4Gi");

    // when
    var stack = RecordedStack.of(Map.of("greptimedb-etcd:cluster", "{}"), previous);

    // then
    assertThat(stack.requests()).isEmpty();
    assertThat(stack.result().errors())
        .singleElement()
        .asString()
        .contains("cluster.storage.size: 8Gi: release etcd was made with 4Gi");
  }

  @Test
  void declaresTheClusterWhenTheVolumesAreOfTheSameSizeHoweverWritten() {
    var stack =
        RecordedStack.of(
            Map.of("greptimedb-etcd:cluster", "{}"), previousOutputs("etcd", "8192Mi"));

    assertThat(stack.result().errors()).isEmpty();
    assertThat(stack.requests()).isNotEmpty();
  }

  @Test
  void declaresNothingWhenTheGreptimeDBClusterIsNotThere() {
    // when
    var stack =
        RecordedStack.of(
            Map.of(
                "greptimedb-etcd:cluster", "{}",
                "greptimedb-etcd:greptimedb", "{\"enabled\": true, \"name\": \"orders\"}"),
            new RecordedStack.Before(Map.of(), Map.of("default/orders", "not found")));

    // then
    assertThat(kinds(stack)).containsExactly("pulumi:providers:kubernetes");
    assertThat(stack.result().errors()).isNotEmpty();
  }

  @Test
  void declaresNothingWhenTheGreptimeDBClusterMustNotBePatched() {
    // given
    var live = Map.of("spec", Map.of("meta", Map.of("backendStorage", Map.of("mysql", Map.of()))));

    // when
    var stack =
        RecordedStack.of(
            Map.of(
                "greptimedb-etcd:cluster", "{}",
                "greptimedb-etcd:greptimedb", "{\"enabled\": true}"),
            new RecordedStack.Before(Map.of(), Map.of("default/greptimedb", live)));

    // then
    assertThat(kinds(stack)).containsExactly("pulumi:providers:kubernetes");
    assertThat(stack.result().errors())
        .singleElement()
        .asString()
        .contains("keeps its metadata in mysql");
  }

  private static List<String> kinds(RecordedStack stack) {
    return stack.requests().stream().map(RegisterResourceRequest::getType).toList();
  }

  private static Map<String, Object> previousOutputs(String release, String size) {
    return Map.of("releases", Map.of(release, Map.of("storageSize", size)));
  }
}

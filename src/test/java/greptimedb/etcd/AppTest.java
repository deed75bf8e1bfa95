package greptimedb.etcd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

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
        .contains("cluster.values.image: 1: is managed by the program");
  }
}

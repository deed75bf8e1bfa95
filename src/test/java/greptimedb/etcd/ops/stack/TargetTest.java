package greptimedb.etcd.ops.stack;

import static org.assertj.core.api.Assertions.assertThat;

import greptimedb.etcd.ops.console.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class TargetTest {
  @Test
  void whatIsAbsentHasTheProgramsDefault() {
    assertThat(target("{}")).isEqualTo(new Target("etcd-cluster", List.of("etcd", "etcd-recover")));
  }

  @Test
  void namesComeFromTheConfiguration() {
    var configuration =
        """
        {"greptimedb-etcd:cluster": {"value": "x", "objectValue": {"namespace": "n", "release": "r"}},
         "greptimedb-etcd:restore": {"value": "{\\"release\\": \\"back\\"}"}}
        """;

    assertThat(target(configuration)).isEqualTo(new Target("n", List.of("r", "back")));
  }

  private static Target target(String configuration) {
    return Target.of(new Json().parse(configuration, "test"));
  }
}

package greptimedb.etcd.ops.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greptimedb.etcd.ops.console.ExitCode;
import greptimedb.etcd.ops.console.Json;
import greptimedb.etcd.ops.console.OpsException;
import org.junit.jupiter.api.Test;

class StackConfigurationTest {

  @Test
  void blocksAreReadAsThePulumiCommandLinePrintsThem() {
    // given
    var printed =
        """
        {"greptimedb-etcd:cluster": {"value": "x", "objectValue": {"resources": {"cpu": "16"}}},
         "greptimedb-etcd:defrag": {"value": "{}"},
         "greptimedb-etcd:active": {"value": "etcd"}}
        """;

    // when
    var configuration = StackConfiguration.of(new Json().parse(printed, "test"));

    // then
    assertThat(configuration.cluster().resources().cpu().text()).isEqualTo("16");
    assertThat(configuration.active()).isEqualTo("etcd");
  }

  @Test
  void aConfigurationThatCannotBeUsedIsToldInOneLine() {
    // given
    var configuration = new Json().parse("{}", "test");

    // when, then
    assertThatThrownBy(() -> StackConfiguration.of(configuration))
        .isInstanceOfSatisfying(
            OpsException.class,
            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.UNREADABLE))
        .hasMessageContaining("cannot be used: cluster: missing")
        .hasMessageNotContaining("\n");
  }
}

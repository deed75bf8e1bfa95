package greptimedb.etcd.ops.cluster;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greptimedb.etcd.ops.console.OpsException;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ClusterOptionsTest {

  @Test
  void aContextThatIsNotThereIsRefusedAndNotReplacedByTheCurrentOne() {
    // given
    var options = new ClusterOptions();
    new CommandLine(
            CommandLine.Model.CommandSpec.create()
                .addMixin("access", CommandLine.Model.CommandSpec.forAnnotatedObject(options)))
        .parseArgs("--context", "mistyped");
    // then
    assertThatThrownBy(options::client)
        .isInstanceOf(OpsException.class)
        .hasMessageStartingWith(
            "--context mistyped: the kubeconfig has no such context; there are: ");
    assertThatThrownBy(options::impatientClient).isInstanceOf(OpsException.class);
  }
}

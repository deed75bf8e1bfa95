package greptimedb.etcd.cluster;

import static greptimedb.etcd.cluster.TestStack.succeed;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The network of a local cluster that crashed in another checkout, in network namespaces of the
 * test's own: the machine's has the cluster that the other tests use.
 */
@ExtendWith(RunningPods.class)
class LeftNetworkE2E {
  /** Runs the functions of tools/cluster as in a checkout whose state is in the folder named. */
  private static final String AS_CHECKOUT =
      """
      set -euo pipefail
      mount -t sysfs sysfs /sys
      as_checkout() (
        export GREPTIMEDB_ETCD_STATE=$1
        mkdir -p "$1/cluster"
        for part in settings processes network; do source "tools/cluster/lib/$part.sh"; done
        "${@:2}"
      )
      """;

  @TempDir Path folder;
  private String crashed;
  private String next;

  @BeforeEach
  void nameTheFolders() throws IOException {
    crashed = Files.createDirectory(folder.resolve("crashed")).toString();
    next = Files.createDirectory(folder.resolve("next")).toString();
  }

  @Test
  void isTakenOverWhenNothingOfThatClusterRuns() {
    // given, when
    var network =
        succeed(
            inNamespace(
                """
                as_checkout "$1" make_network
                as_checkout "$2" make_network
                cat /sys/class/net/kbr0/ifalias
                iptables-save | grep -c -- '-j GREPTIMEDB-ETCD$'
                """));
    // then
    assertThat(network.output())
        .contains("removed what the cluster in " + crashed + "/cluster left behind")
        .endsWith(next + "/cluster\n3\n");
  }

  @Test
  void outlivesTheRemovalOfTheClusterThatLeftIt() {
    // given, when
    var network =
        succeed(
            inNamespace(
                """
                as_checkout "$1" make_network
                as_checkout "$2" make_network
                as_checkout "$1" remove_network
                iptables-save | grep -c -- '-j GREPTIMEDB-ETCD$'
                as_checkout "$2" remove_network
                iptables-save | grep -c GREPTIMEDB-ETCD || true
                test ! -e /sys/class/net/kbr0
                """));
    // then
    assertThat(network.output()).endsWith("\n3\n0\n");
  }

  @Test
  void isRefusedWhileThatClusterRuns() {
    // given, when
    var network =
        inNamespace(
            """
            as_checkout "$1" make_network
            env GREPTIMEDB_ETCD_CLUSTER="$1/cluster:kubelet" sleep infinity &
            trap 'kill $!' EXIT
            as_checkout "$2" make_network
            """);
    // then
    assertThat(network.exitCode()).isEqualTo(1);
    assertThat(network.output())
        .contains("of the cluster in " + crashed + "/cluster, which still runs")
        .contains("tools/cluster/down");
  }

  private Command.Result inNamespace(String script) {
    return Command.start(
            Path.of("").toAbsolutePath(),
            Map.of(),
            List.of(
                "unshare",
                "--net",
                "--mount",
                "bash",
                "-c",
                AS_CHECKOUT + script,
                "bash",
                crashed,
                next))
        .await();
  }
}

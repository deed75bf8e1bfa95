package greptimedb.etcd.cluster;

import static greptimedb.etcd.cluster.FragmentedStack.MEGABYTE;
import static greptimedb.etcd.cluster.TestStack.succeed;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Both modes on a database of 500 MB, with the figures that docs/performance.md compares. Each
 * installation has the machine to itself.
 */
@ExtendWith(RunningPods.class)
class DefragSoak {
  private static final int MEGABYTES = 500;
  private static final String CPU = "500m";
  private static final String BACKUP =
      "backup: {enabled: true, schedule: \"0 0 1 1 *\", storage: {class: local, size: 2Gi}}";

  @Test
  void modeManaged() {
    try (var etcd =
        installed(
            "soak-defrag", BACKUP, "defrag: {enabled: true, acknowledgeRisk: true, pause: 1s}")) {
      succeed(etcd.stack().ops("snapshot"));
      defragment(etcd, "mode managed");
    }
  }

  @Test
  void modeChart() {
    try (var etcd =
        installed(
            "soak-chart-defrag", "defrag: {enabled: true, acknowledgeRisk: true, mode: chart}")) {
      defragment(etcd, "mode chart");
    }
  }

  private static FragmentedStack installed(String namespace, String... blocks) {
    var etcd = new FragmentedStack(namespace, MEGABYTES, CPU).configured(blocks);
    succeed(etcd.stack().up());
    etcd.fill();
    etcd.free();
    assertThat(etcd.sizes()).allMatch(size -> size >= (long) MEGABYTES * MEGABYTE);
    return etcd;
  }

  private static void defragment(FragmentedStack etcd, String mode) {
    // when
    var clients = Clients.of(etcd);
    var done = etcd.stack().ops("defrag");
    var report = clients.stop();
    // then
    report.print(
        "%s, %d MB, %s CPU a member, load %.1f:"
            .formatted(
                mode,
                MEGABYTES,
                CPU,
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
    System.out.print(succeed(done).output());
    assertThat(report.found()).isEqualTo(report.keys());
    assertThat(report.lost()).isFalse();
    assertThat(etcd.sizes()).allMatch(size -> size < 30 * MEGABYTE);
    Command.awaitUntil(
        "members have one hash", Duration.ofSeconds(30), () -> etcd.hashes().size() == 1);
  }
}

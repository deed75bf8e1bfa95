package greptimedb.etcd.ops.status;

import static org.assertj.core.api.Assertions.assertThat;

import greptimedb.etcd.ops.console.Json;
import greptimedb.etcd.ops.status.Status.EndpointStatus;
import greptimedb.etcd.ops.status.Status.SnapshotRun;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.CronJobBuilder;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What {@code ops status} shows of what it saw. */
class ScreenTest {
  private static final Instant NOW = Instant.parse("2026-01-02T12:00:00Z");
  private static final EndpointStatus TABLE =
      new EndpointStatus("+---+\n| ENDPOINT |\n+---+\n", true);

  @Test
  void showsTheDocumentsTablesOnOneScreen() {
    // given
    var cronJob =
        new CronJobBuilder()
            .withNewMetadata()
            .withName("etcd-snapshotter")
            .endMetadata()
            .withNewSpec()
            .withSchedule("*/30 * * * *")
            .endSpec()
            .withNewStatus()
            .withLastScheduleTime("2026-01-02T11:30:00Z")
            .endStatus()
            .build();
    var event =
        new Json()
            .parse(
                "{\"file\": \"db-2026-01-02_11-30\", \"size\": 20480, \"revision\": 42, \"keys\": 7}",
                "the event");
    var status =
        new Status(
            "etcd-cluster",
            "etcd",
            "etcd.etcd-cluster.svc.cluster.local:2379",
            1,
            List.of(pod("etcd-0", "True", 2)),
            TABLE,
            List.of(cronJob),
            List.of(
                new SnapshotRun(
                    "etcd-snapshotter-2", "2026-01-02T11:59:00Z", Optional.empty(), "no space"),
                new SnapshotRun(
                    "etcd-snapshotter-1", "2026-01-02T11:30:00Z", Optional.of(event), "")));
    // then
    assertThat(shown(status))
        .isEqualTo(
            """
            Release etcd is active in namespace etcd-cluster: etcd.etcd-cluster.svc.cluster.local:2379

              POD     READY  STATUS   RESTARTS  AGE   NODE
              etcd-0  1/1    Running  2         1d0h  node-1

              +---+
              | ENDPOINT |
              +---+

              CRONJOB           SCHEDULE      SUSPENDED  RUNNING  LAST RUN  LAST SUCCESS
              etcd-snapshotter  */30 * * * *  no         0        30m0s     -

              SNAPSHOT             AGE    SIZE      REVISION  KEYS  JOB
              none                 1m0s   -         -         -     etcd-snapshotter-2: no space
              db-2026-01-02_11-30  30m0s  20.0 KiB  42        7     etcd-snapshotter-1
            """);
    assertThat(status.isFine()).isTrue();
  }

  @Test
  void saysThatThereIsNoPod() {
    assertThat(shown(status(List.of(), TABLE))).contains("There is no pod of etcd.");
  }

  @Test
  void isFineOnlyIfAllMembersAreThereAreReadyAndAnswer() {
    assertThat(status(List.of(pod("etcd-0", "True", 0)), TABLE).isFine()).isTrue();
    assertThat(status(List.of(pod("etcd-0", "False", 0)), TABLE).isFine()).isFalse();
    assertThat(status(List.of(), TABLE).isFine()).isFalse();
    assertThat(
            status(List.of(pod("etcd-0", "True", 0)), new EndpointStatus("refused", false))
                .isFine())
        .isFalse();
  }

  private static Status status(List<Pod> pods, EndpointStatus endpointStatus) {
    return new Status(
        "etcd-cluster", "etcd", "etcd:2379", 1, pods, endpointStatus, List.of(), List.of());
  }

  private static Pod pod(String name, String ready, int restarts) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .withLabels(Map.of("app.kubernetes.io/instance", "etcd"))
        .withCreationTimestamp("2026-01-01T12:00:00Z")
        .endMetadata()
        .withNewSpec()
        .withNodeName("node-1")
        .endSpec()
        .withNewStatus()
        .withPhase("Running")
        .addNewCondition()
        .withType("Ready")
        .withStatus(ready)
        .endCondition()
        .addNewContainerStatus()
        .withReady(ready.equals("True"))
        .withRestartCount(restarts)
        .endContainerStatus()
        .endStatus()
        .build();
  }

  private static String shown(Status status) {
    var text = new StringWriter();
    Screen.print(new PrintWriter(text, true), status, NOW);
    return text.toString();
  }
}

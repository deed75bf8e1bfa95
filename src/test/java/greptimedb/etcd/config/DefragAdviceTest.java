package greptimedb.etcd.config;

import static greptimedb.etcd.config.ConfigurationText.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DefragAdviceTest {
  private static final String ROOMY =
      "greptimedb-etcd:cluster: {quota: 4Gi, storage: {size: 16Gi}, resources: {memory: 8Gi}}";
  private static final String BACKUP =
      "greptimedb-etcd:backup: {enabled: true, schedule: 0 12 * * *, storage: {claim: nfs}}";

  @Test
  void isSilentWhereThereIsRoomAndAVerifiedSnapshot() {
    assertThat(advice(ROOMY, BACKUP, defrag(""))).isEmpty();
  }

  @Test
  void namesTheMemoryThatIsNeeded() {
    assertThat(
            advice(
                "greptimedb-etcd:cluster: {quota: 4Gi, storage: {size: 16Gi}, resources: {memory:"
                    + " 6Gi}}",
                BACKUP,
                defrag("")))
        .containsExactly(
            "cluster.resources.memory: 6Gi: defragmentation reads and copies a member at its quota"
                + " of 4Gi in this memory: expected at least 8Gi, twice the quota, to be safe from"
                + " an OOM kill");
  }

  @Test
  void warnsThatNoVerifiedSnapshotIsKnown() {
    assertThat(advice(ROOMY, defrag("")))
        .containsExactly(
            "defrag.enabled: true: members are defragmented without a verified snapshot to go back"
                + " to: backup.enabled is false");
    assertThat(
            advice(
                ROOMY,
                "greptimedb-etcd:backup: {enabled: true, mode: chart, schedule: 0 12 * * *,"
                    + " storage: {claim: nfs}}",
                defrag("")))
        .contains(
            "defrag.enabled: true: members are defragmented without a verified snapshot to go back"
                + " to: backup.mode is chart, which verifies none");
  }

  @Test
  void warnsOfADeadlineThatEndsARunInTheMiddle() {
    // given: 5 min for a snapshot, and three times 4 min and 10 s
    assertThat(advice(ROOMY, BACKUP, defrag(", deadline: 1050s"))).isEmpty();

    // then
    assertThat(advice(ROOMY, BACKUP, defrag(", deadline: 1049s")))
        .containsExactly(
            "defrag.deadline: 1049s: 3 members at their quota of 4Gi may take 18 min, and a run is"
                + " ended in the middle then");
  }

  @Test
  void countsTheLargestTimesThatCanBeWritten() {
    assertThat(
            advice(
                "greptimedb-etcd:cluster: {quota: 7Ei, storage: {size: 7Ei}, resources: {memory:"
                    + " 7Ei}, replicas: 9}",
                BACKUP,
                defrag(", timeoutPerGiB: 24855d")))
        .anySatisfy(line -> assertThat(line).startsWith("defrag.deadline: 1h: 9 members"));
  }

  @Test
  void namesWhatTheChartsJobLacks() {
    assertThat(advice(ROOMY, defrag(", mode: chart")))
        .singleElement()
        .asString()
        .startsWith("defrag.mode: chart: ")
        .contains("in their order, the leader among them")
        .contains("without asking how much is gained")
        .contains("gives up after 60 s a member");
  }

  private static String defrag(String further) {
    return "greptimedb-etcd:defrag: {enabled: true, acknowledgeRisk: true" + further + "}";
  }

  private static List<String> advice(String... lines) {
    return Advice.on(read(lines), Instant.parse("2026-03-01T12:34:56Z"));
  }
}

package greptimedb.etcd.config;

import static greptimedb.etcd.config.ConfigurationText.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdviceTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:34:56Z");
  private static final String ROOMY =
      "greptimedb-etcd:cluster: {quota: 4Gi, storage: {size: 16Gi}, resources: {memory: 16Gi}}";

  @Test
  void isSilentWhenThereIsRoom() {
    assertThat(advice(ROOMY)).isEmpty();
  }

  @Test
  void warnsOfAVolumeWithoutRoomForASecondCopy() {
    assertThat(advice("greptimedb-etcd:cluster: {}"))
        .containsExactly(
            "cluster.storage.size: 8Gi: holds no second copy of a database at its quota of 8Gi, which defragmentation needs");
  }

  @Test
  void warnsOfASingleMember() {
    assertThat(advice("greptimedb-etcd:cluster: {replicas: 1, quota: 1Gi}"))
        .containsExactly(
            "cluster.replicas: 1: one member tolerates no failure, and others cannot join it later; 3 tolerate one");
  }

  @Test
  void warnsOfABackupVolumeSmallerThanTwoSnapshots() {
    assertThat(
            advice(
                ROOMY, "greptimedb-etcd:backup: {enabled: true, storage: {class: nfs, size: 7Gi}}"))
        .containsExactly(
            "backup.storage.size: 7Gi: holds no two snapshots of a database at its quota of 4Gi");
  }

  @Test
  void namesBothHazardsOfSnapshotsByTheChart() {
    assertThat(
            advice(
                ROOMY,
                "greptimedb-etcd:backup: {enabled: true, mode: chart, storage: {claim: nfs}}"))
        .singleElement()
        .asString()
        .startsWith("backup.mode: chart: ")
        .contains(
            "fewer than 2 others are active deletes its data and returns to the newest snapshot")
        .contains("all etcd pods restart now");
  }

  @Test
  void spellsOutTheNextClashOfSchedules() {
    assertThat(
            advice(
                ROOMY,
                "greptimedb-etcd:backup: {enabled: true, storage: {claim: nfs}, drill: {schedule: 25 4 * * *}}",
                "greptimedb-etcd:defrag: {enabled: true, acknowledgeRisk: true, schedule: 45 4 * * 0, deadline: 20m}"))
        .containsExactly(
            "backup.schedule: */30 * * * *: meets backup.drill.schedule (25 4 * * *) next on 2026-03-02 04:30 UTC,"
                + " if the one takes up to 15 min and the other up to 15 min",
            "backup.schedule: */30 * * * *: meets defrag.schedule (45 4 * * 0) next on 2026-03-08 05:00 UTC,"
                + " if the one takes up to 15 min and the other up to 20 min");
  }

  @Test
  void aSuspendedDefragmentationMeetsNothing() {
    assertThat(
            advice(
                ROOMY,
                "greptimedb-etcd:backup: {enabled: true, storage: {claim: nfs}}",
                "greptimedb-etcd:defrag: {enabled: true, acknowledgeRisk: true, suspend: true}"))
        .isEmpty();
  }

  private static List<String> advice(String... lines) {
    return Advice.on(read(lines), NOW);
  }
}

package greptimedb.etcd.config;

import static greptimedb.etcd.config.ConfigurationText.read;
import static org.assertj.core.api.Assertions.assertThat;

import greptimedb.etcd.StackFile;
import greptimedb.etcd.reliability.LossScenario;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

class AdviceTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:34:56Z");
  private static final String ROOMY =
      "greptimedb-etcd:cluster: {quota: 4Gi, storage: {size: 16Gi}, resources: {memory: 16Gi}}";

  @Test
  void isSilentWhenThereIsRoom() {
    assertThat(advice(ROOMY)).isEmpty();
  }

  @Test
  @LossScenario(
      number = 15,
      text =
          "Quota, volume and memory are equal, as in GreptimeDB's document, and the volume fills"
              + " first")
  void warnsOfTheDocumentsSizesWithTheNumbers(TestReporter reporter) {
    // when
    var advice = advice("greptimedb-etcd:cluster: {}");

    // then
    assertThat(advice)
        .containsExactly(
            "cluster.storage.size: 8Gi: etcd's log takes 384Mi beside the database, so that at the"
                + " quota of 8Gi the volumes are full before NOSPACE stops the writes, on all"
                + " members at about the same time: expected at least 8576Mi, or cluster.quota of"
                + " at most 7808Mi; 16768Mi also hold the second copy that defragmentation writes",
            "cluster.resources.memory: 8Gi: a database at its quota of 8Gi is mapped into this"
                + " memory and leaves none for the index of its keys and for requests: expected"
                + " more; 16Gi, twice the quota, are enough for defragmentation as well");
    reporter.publishEntry("seen", "a warning that expects 8576Mi for a quota of 8Gi");
  }

  @Test
  void theVolumeThatTheWarningNamesIsEnough() {
    assertThat(
            advice("greptimedb-etcd:cluster: {storage: {size: 8576Mi}, resources: {memory: 9Gi}}"))
        .containsExactly(
            "cluster.storage.size: 8576Mi: holds no second copy of a database at its quota of 8Gi"
                + " beside etcd's log of 384Mi, which defragmentation writes: expected at least"
                + " 16768Mi");
    assertThat(
            advice("greptimedb-etcd:cluster: {storage: {size: 16768Mi}, resources: {memory: 9Gi}}"))
        .isEmpty();
    assertThat(
            advice("greptimedb-etcd:cluster: {storage: {size: 8575Mi}, resources: {memory: 9Gi}}"))
        .singleElement()
        .asString()
        .contains("before NOSPACE");
    assertThat(advice("greptimedb-etcd:cluster: {quota: 7808Mi}"))
        .singleElement()
        .asString()
        .doesNotContain("before NOSPACE");
  }

  @Test
  void aVolumeSmallerThanTheLogHasNoQuotaThatWouldDo() {
    assertThat(advice("greptimedb-etcd:cluster: {quota: 100Mi, storage: {size: 384Mi}}"))
        .singleElement()
        .asString()
        .contains("expected at least 484Mi; 584Mi also hold");
  }

  @Test
  void thisProjectsProductionStackIsOneThatProtects() {
    var stack = new ConfigurationReader().read(StackFile.settings(Path.of("Pulumi.prod.yaml")));

    assertThat(Advice.on(stack, NOW)).isEmpty();
  }

  @Test
  void warnsOfASingleMember() {
    assertThat(advice("greptimedb-etcd:cluster: {replicas: 1, quota: 1Gi}"))
        .containsExactly(
            "cluster.replicas: 1: one member tolerates no failure, and others cannot join it later;"
                + " 3 tolerate one");
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
                "greptimedb-etcd:backup: {enabled: true, storage: {claim: nfs}, drill: {schedule:"
                    + " 25 4 * * *}}",
                "greptimedb-etcd:defrag: {enabled: true, acknowledgeRisk: true, schedule: 45 4 * *"
                    + " 0, deadline: 20m}"))
        .containsExactly(
            "backup.schedule: */30 * * * *: meets backup.drill.schedule (25 4 * * *) next on"
                + " 2026-03-02 04:30 UTC, if the one takes up to 15 min and the other up to 15 min",
            "backup.schedule: */30 * * * *: meets defrag.schedule (45 4 * * 0) next on 2026-03-08"
                + " 05:00 UTC, if the one takes up to 15 min and the other up to 20 min");
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

package greptimedb.etcd.config;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greptimedb.etcd.config.reading.ConfigurationException;
import greptimedb.etcd.config.restore.DeployedReleases;
import greptimedb.etcd.config.restore.Restored;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The steps of docs/restore.md, and what must not be done between them. */
class ReleaseChangeTest {
  private static final DeployedReleases NONE =
      new DeployedReleases(Optional.empty(), List.of(), Optional.empty());
  private static final DeployedReleases IN_USE = deployed("etcd", List.of("etcd"));
  private static final DeployedReleases RECOVERED =
      restored("etcd", List.of("etcd", "etcd-recover"), "etcd-recover", "latest");
  private static final DeployedReleases CUT_OVER =
      restored("etcd-recover", List.of("etcd", "etcd-recover"), "etcd-recover", "latest");
  private static final DeployedReleases RETIRED = deployed("etcd-recover", List.of("etcd-recover"));

  @Test
  void everyStepOfARestoreAndOfTheWayBackIsAllowed() {
    allowed("etcd", "", "etcd", NONE);
    allowed("etcd", "{enabled: true, snapshot: latest}", "etcd", NONE);
    allowed("etcd", "{enabled: true, snapshot: latest}", "etcd", IN_USE);
    allowed("etcd", "{enabled: true, snapshot: latest}", "etcd-recover", RECOVERED);
    allowed("etcd", "{enabled: true, snapshot: latest}", "etcd", CUT_OVER);
    allowed("etcd-recover", "", "etcd-recover", CUT_OVER);
    allowed(
        "etcd-recover",
        "{enabled: true, release: etcd, snapshot: latest}",
        "etcd-recover",
        RETIRED);
    allowed("etcd", "", "etcd", RECOVERED);
  }

  @Test
  void theActiveReleaseIsNotTakenAway() {
    refused("etcd", "", "etcd", CUT_OVER)
        .hasMessageContaining(
            "active: etcd: release etcd-recover is the active one, and this configuration would uninstall it");
    refused("other", "", "other", IN_USE).hasMessageContaining("release etcd is the active one");
  }

  @Test
  void aReleaseThatIsThereIsNotRestoredOver() {
    refused(
            "etcd-recover",
            "{enabled: true, release: etcd, snapshot: latest}",
            "etcd-recover",
            CUT_OVER)
        .hasMessageContaining("restore.release: etcd: this release exists")
        .hasMessageContaining("./ops retire etcd --delete-data");
  }

  @Test
  void aFinishedRestoreStaysWithItsSnapshot() {
    refused("etcd", "{enabled: true, snapshot: db-2025-01-06_11-18}", "etcd", RECOVERED)
        .hasMessageContaining(
            "restore.snapshot: db-2025-01-06_11-18: release etcd-recover was already restored from latest");
  }

  private static void allowed(
      String release, String restore, String active, DeployedReleases deployed) {
    assertThatCode(() -> ReleaseChange.refuse(read(release, restore, active), deployed))
        .doesNotThrowAnyException();
  }

  private static org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> refused(
      String release, String restore, String active, DeployedReleases deployed) {
    return assertThatThrownBy(() -> ReleaseChange.refuse(read(release, restore, active), deployed))
        .isInstanceOf(ConfigurationException.class);
  }

  private static Configuration read(String release, String restore, String active) {
    return ConfigurationText.read(
        "greptimedb-etcd:cluster: {release: %s}".formatted(release),
        "greptimedb-etcd:backup: {enabled: true, storage: {claim: snapshots}}",
        "greptimedb-etcd:restore: " + (restore.isEmpty() ? "{}" : restore),
        "greptimedb-etcd:active: " + active);
  }

  private static DeployedReleases deployed(String active, List<String> names) {
    return new DeployedReleases(Optional.of(active), names, Optional.empty());
  }

  private static DeployedReleases restored(
      String active, List<String> names, String release, String snapshot) {
    return new DeployedReleases(
        Optional.of(active),
        names,
        Optional.of(new Restored(release, snapshot, "restore-2025-01-06_11-18-01234567")));
  }
}

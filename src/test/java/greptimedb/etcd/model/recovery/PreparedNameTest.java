package greptimedb.etcd.model.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import greptimedb.etcd.config.restore.RestoreConfiguration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreparedNameTest {
  private static final Instant FIRST = Instant.parse("2026-03-04T05:06:59Z");
  private static final Instant LATER = Instant.parse("2027-01-01T00:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "db-2025-01-06_11-18, restore-2025-01-06_11-18-",
    "restore-2025-01-06_11-18-0a1b2c3d, restore-2025-01-06_11-18-",
    "db-by-hand, restore-by-hand-",
    "latest, restore-2026-03-04_05-06-"
  })
  void carriesTheTimeOfTheSnapshot(String snapshot, String beginning) {
    assertThat(name(snapshot, "etcd-recover", false, "", FIRST))
        .startsWith(beginning)
        .matches("restore-.*-[0-9a-f]{8}");
  }

  @Test
  void aNamedSnapshotNeedsNoTime() {
    assertThat(name("db-2025-01-06_11-18", "etcd-recover", false, "", FIRST))
        .isEqualTo(name("db-2025-01-06_11-18", "etcd-recover", false, "", LATER));
  }

  @Test
  void differsWhereTheFileWouldDiffer() {
    // given
    var name = name("db-2025-01-06_11-18", "etcd-recover", false, "", FIRST);
    var maintenance = name("db-2025-01-06_11-18", "etcd-recover", true, "", FIRST);

    // then
    assertThat(name("db-2025-01-06_11-18", "etcd", false, "", FIRST)).isNotEqualTo(name);
    assertThat(maintenance).isNotEqualTo(name);
    assertThat(name("db-2025-01-06_11-18", "etcd-recover", true, "one", FIRST))
        .isNotEqualTo(maintenance);
    assertThat(name("db-2025-01-06_11-18", "etcd-recover", false, "one", FIRST)).isEqualTo(name);
  }

  private static String name(
      String snapshot, String release, boolean maintenance, String prefix, Instant firstRun) {
    return PreparedName.of(
        new RestoreConfiguration(release, snapshot, maintenance), prefix, firstRun);
  }
}

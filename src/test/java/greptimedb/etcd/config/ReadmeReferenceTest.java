package greptimedb.etcd.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The README's table of settings against the records: no key missing, none too many, each default
 * the real one.
 */
class ReadmeReferenceTest {
  /** Keys that decide whether there is a record at all. */
  private static final List<String> SWITCHES =
      List.of(
          "backup.enabled",
          "restore.enabled",
          "greptimedb.enabled",
          "monitoring.enabled",
          "monitoring.alerts.enabled",
          "defrag.enabled",
          "defrag.acknowledgeRisk");

  @Test
  void theTableHasEveryKeyOfTheRecordsAndNoOther() throws IOException {
    // given
    var inRecords = new TreeSet<String>(SettingPaths.of(Configuration.class));
    inRecords.addAll(SWITCHES);

    // then
    assertThat(SettingsTable.read().keySet()).isEqualTo(inRecords);
  }

  @Test
  void everyDefaultOfTheTableIsTheDefaultOfTheProgram() throws IOException {
    for (var setting : SettingsTable.read().values()) {
      if (setting.defaultValue().isEmpty() || SWITCHES.contains(setting.key())) {
        continue;
      }
      // given
      var written = EveryBlock.enabled();

      // when
      written.put(setting.key(), setting.defaultValue().get());

      // then
      assertThat(written.read()).as(setting.key()).isEqualTo(EveryBlock.enabled().read());
    }
  }
}

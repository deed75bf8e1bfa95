package greptimedb.etcd.config.backup;

import static greptimedb.etcd.config.ConfigurationText.problems;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One wrong value of the block {@code backup} at a time: the whole line that the user reads. */
class BadBackupTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          schedule: "* * * *"       | backup.schedule: "* * * *": expected five fields of cron (minute hour day month weekday, 0-6 for Sunday to Saturday), such as "*/30 * * * *"
          schedule: "* * * * * *"   | backup.schedule: "* * * * * *": expected five fields of cron (minute hour day month weekday, 0-6 for Sunday to Saturday), such as "*/30 * * * *"
          schedule: "61 * * * *"    | backup.schedule: "61 * * * *": expected five fields of cron (minute hour day month weekday, 0-6 for Sunday to Saturday), such as "*/30 * * * *"
          schedule: "0 0 30 2 *"    | backup.schedule: "0 0 30 2 *": expected five fields of cron (minute hour day month weekday, 0-6 for Sunday to Saturday), such as "*/30 * * * *"
          schedule: "0 3 * * 7"     | backup.schedule: "0 3 * * 7": expected five fields of cron (minute hour day month weekday, 0-6 for Sunday to Saturday), such as "*/30 * * * *"
          deadline: 31m             | backup.deadline: "31m": expected at most 30m, the shortest time between two runs of schedule */30 * * * *
          deadline: 5s              | backup.deadline: "5s": expected a time of at least 10s, in whole seconds, such as 15m
          keep: 0                   | backup.keep: 0: expected a whole number from 1 to 10,000, without quotes
          keepFor: 3 days           | backup.keepFor: "3 days": expected a time of at least a minute, in whole seconds, such as 72h
          mode: automatic           | backup.mode: "automatic": expected managed or chart
          drill: {}                 | backup.drill.schedule: missing: expected five fields of cron (minute hour day month weekday, 0-6 for Sunday to Saturday), such as "*/30 * * * *"; leave out backup.drill for no drill
          drill: {schedule: daily}  | backup.drill.schedule: "daily": expected five fields of cron (minute hour day month weekday, 0-6 for Sunday to Saturday), such as "*/30 * * * *"
          shedule: x                | backup.shedule: "x": unknown key; did you mean schedule?
          """)
  void saysWhatWasExpected(String setting, String line) {
    assertThat(backup("storage: {claim: shared}, " + setting)).containsExactly(line);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          storage: {}                                         | backup.storage: {}: expected exactly one of nfs: {server, path}, class: NAME or claim: NAME; found none
          storage: {claim: a, class: b}                       | backup.storage: {"claim":"a","class":"b"}: expected exactly one of nfs: {server, path}, class: NAME or claim: NAME; found class, claim
          storage: {claim: a, size: 5Gi}                      | backup.storage.size: "5Gi": expected no size beside claim: an existing claim has its own
          storage: {nfs: {server: "", path: /e}}              | backup.storage.nfs.server: "": expected a text that is not empty
          storage: {nfs: {path: /e}}                          | backup.storage.nfs.server: missing: expected the host name or address of the NFS server
          storage: {nfs: {server: n}}                         | backup.storage.nfs.path: missing: expected the absolute path of an exported folder
          storage: {nfs: {server: n, path: e}}                | backup.storage.nfs.path: "e": expected the absolute path of an exported folder
          storage: {nfs: {server: n, path: /e, mountOptions: hard}} | backup.storage.nfs.mountOptions: "hard": expected a list of texts
          storage: {class: nfs, size: 0}                      | backup.storage.size: 0: expected a Kubernetes quantity above 0, such as 8Gi or 500m
          mode: chart, keepFor: 72h, storage: {claim: a}      | backup.keepFor: "72h": expected no keepFor in mode chart: the chart prunes by number only
          """)
  void storageIsOfOneKind(String settings, String line) {
    assertThat(backup(settings)).containsExactly(line);
  }

  @ParameterizedTest
  @ValueSource(strings = {"keepFor: 7d", "keepFor: 1h30m", "schedule: '@daily'"})
  void usualWaysToWriteATimeAreTaken(String setting) {
    assertThat(backup("storage: {claim: shared}, " + setting)).isEmpty();
  }

  @Test
  void aScheduleThatIsMoreFrequentThanTheUsualDeadlineShortensIt() {
    assertThat(backup("storage: {claim: a}, schedule: '* * * * *'")).isEmpty();
  }

  @Test
  void nothingIsAskedOfABlockThatIsOff() {
    assertThat(problems("greptimedb-etcd:cluster: {}", "greptimedb-etcd:backup: {enabled: false}"))
        .isEmpty();
  }

  private static List<String> backup(String settings) {
    return problems(
        "greptimedb-etcd:cluster: {}", "greptimedb-etcd:backup: {enabled: true, " + settings + "}");
  }
}

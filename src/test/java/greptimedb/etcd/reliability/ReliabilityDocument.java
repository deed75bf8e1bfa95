package greptimedb.etcd.reliability;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The text of {@code docs/reliability.md}. */
final class ReliabilityDocument {
  /** The ways in which data was lost or a person misled, by their numbers from 1. */
  static final List<String> SCENARIOS =
      List.of(
          "A rollback or a retirement removes a release that holds writes",
          "Several clusters write to one folder of the backup volume",
          "A snapshot is taken while etcd is full or corrupt",
          "A command for one cluster changes another one",
          "Retention removes a snapshot that it could not read in time",
          "Metasrv's switches and table ids are not put back",
          "A member whose volume is lost does not rejoin",
          "The schedule of snapshots stays suspended after a restore that was cut off",
          "A restore reports that nothing was lost without having measured it",
          "The file that is called the newest is not the newest",
          "Two short absences of the API server end a step of a restore",
          "A stack's secrets are encrypted with the empty passphrase",
          "A chart value that endangers the cluster is accepted",
          "A setting that cannot change is changed half way",
          "The volume fills before etcd's quota is reached",
          "The old etcd takes writes after the cutover",
          "A long defragmentation or restore is ended by a probe",
          "A large database exceeds fixed time limits",
          "A command that slept goes on although somebody else took over",
          "A change restarts members while one of them is away",
          "A member's start is blocked by its readiness probe",
          "The members' data differs and nobody notices",
          "A member that hangs is explained by the wrong cause",
          "An etcd without any key cannot be restored");

  private ReliabilityDocument() {}

  /** The whole page: each scenario, the tests that show it, and what their last run recorded. */
  static String of(List<DeclaredScenario> declared, List<RecordedScenario> recorded) {
    Map<String, RecordedScenario> results =
        recorded.stream()
            .collect(Collectors.toMap(RecordedScenario::test, Function.identity(), (a, b) -> b));
    var page =
        new StringBuilder(
            """
            # Reliability

            Each way in which data was lost or a person misled before version 0.1.0, the tests that show what happens now, and what their
            last run recorded. This page is written by `make reliability` from the tests' marks and results; a scenario without a test says so.
            """);
    for (var number = 1; number <= SCENARIOS.size(); number++) {
      var of = number;
      page.append("\n## %d. %s\n\n".formatted(number, SCENARIOS.get(number - 1)));
      var tests = declared.stream().filter(mark -> mark.number() == of).toList();
      if (tests.isEmpty()) {
        page.append("Not shown by a test yet.\n");
        continue;
      }
      page.append("| what is shown | test | result |\n|---|---|---|\n");
      tests.forEach(mark -> page.append(row(mark, results.get(mark.test()))));
    }
    return page.toString();
  }

  private static String row(DeclaredScenario mark, RecordedScenario result) {
    return "| %s | `%s` | %s |\n".formatted(cell(mark.text()), mark.test(), cell(shown(result)));
  }

  private static String shown(RecordedScenario result) {
    if (result == null) {
      return "not run";
    }
    return result.seen().isEmpty()
        ? result.outcome()
        : result.outcome() + ": " + String.join("; ", result.seen());
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("\n", " ");
  }
}

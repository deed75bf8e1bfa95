package greptimedb.etcd.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * {@code make reliability} writes the page anew; otherwise it is compared with the tests' marks.
 */
class ReliabilityDocumentTest {
  private static final Path PAGE = Path.of("docs", "reliability.md");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (.*) \\| `(\\w+\\.\\w+)` \\| ");

  @Test
  void thePageListsEveryTestThatShowsAScenario() throws IOException {
    // given
    var declared = DeclaredScenario.all();
    if (Boolean.getBoolean("reliability.update")) {
      Files.writeString(PAGE, ReliabilityDocument.of(declared, RecordedScenario.all()));
    }
    // when
    var rows = ROW.matcher(Files.readString(PAGE)).results().map(row -> row.group(2)).toList();
    // then
    assertThat(rows)
        .as("docs/reliability.md; `make reliability` writes it from the last runs' results")
        .containsExactlyElementsOf(declared.stream().map(DeclaredScenario::test).toList());
  }

  @Test
  void everyMarkNamesAScenario() {
    assertThat(DeclaredScenario.all())
        .allMatch(mark -> mark.number() >= 1)
        .allMatch(mark -> mark.number() <= ReliabilityDocument.SCENARIOS.size())
        .noneMatch(mark -> mark.text().endsWith("."));
  }

  @Test
  void aScenarioWithoutATestAndATestThatDidNotRunAreSaid() {
    // given
    var declared =
        List.of(
            new DeclaredScenario(1, "Writes stay", "OneTest.first"),
            new DeclaredScenario(1, "Claims stay", "OneTest.second"));
    var recorded = List.of(new RecordedScenario("OneTest.first", "passed", List.of("50 keys")));
    // when
    var page = ReliabilityDocument.of(declared, recorded);
    // then
    assertThat(page)
        .contains("| Writes stay | `OneTest.first` | passed: 50 keys |")
        .contains("| Claims stay | `OneTest.second` | not run |")
        .contains("## 2. Several clusters write to one folder of the backup volume\n\nNot shown");
  }

  @Test
  void marksThatTheSourcesHoldInOtherFormsAreFound() {
    assertThat(
            DeclaredScenario.of(
                "A", "@LossScenario(\n number = 3,\n text = \"a \" + \"b\")\n @Test\n void c() {"))
        .containsExactly(new DeclaredScenario(3, "a b", "A.c"));
  }
}

package greptimedb.etcd.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import greptimedb.etcd.StackFile;
import greptimedb.etcd.cluster.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What docs/contract.md shows other languages to do, run on the outputs of a real declaration, with
 * a stand-in for Pulumi's SDK: StackReference and Output, nothing else.
 */
class ContractSnippetsTest {
  private static final Path OUTPUTS = Path.of("src/test/golden/backup-class/out/outputs.yaml");

  @TempDir private Path folder;

  /** A language, what runs it, and what it prints at the end. */
  enum Language {
    TYPESCRIPT(
        "typescript",
        "node",
        "-e",
        "const pulumi = require('pulumi');",
        "console.log(endpoint.value);"),
    PYTHON("python", "python3", "-c", "import pulumi", "print(endpoint.value)");

    private final String fence;
    private final String program;
    private final String option;
    private final String before;
    private final String after;

    Language(String fence, String program, String option, String before, String after) {
      this.fence = fence;
      this.program = program;
      this.option = option;
      this.before = before;
      this.after = after;
    }

    private String snippet() {
      var blocks =
          Documents.blocks(Path.of("docs/contract.md")).stream()
              .filter(block -> block.language().equals(fence))
              .map(Block::text)
              .toList();
      assertThat(blocks).isNotEmpty();
      return before + "\n" + String.join("\n", blocks) + "\n" + after;
    }

    private boolean isThere() {
      return Arrays.stream(System.getenv("PATH").split(":"))
          .anyMatch(entry -> Files.isExecutable(Path.of(entry, program)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void theEndpointIsRead(Language language) throws IOException {
    // when
    var result = run(language, outputs());
    // then
    assertThat(result.exitCode()).as(result.output()).isZero();
    assertThat(result.output().strip()).isEqualTo("etcd.etcd-cluster.svc.cluster.local:2379");
  }

  @ParameterizedTest
  @EnumSource
  void anotherVersionOfTheContractIsRefused(Language language) throws IOException {
    // when
    var result = run(language, outputs().put("contractVersion", 2));
    // then
    assertThat(result.exitCode()).isNotZero();
    assertThat(result.output()).contains("greptimedb-etcd: contract version 2, expected 1");
  }

  private static ObjectNode outputs() {
    return (ObjectNode) StackFile.tree(OUTPUTS);
  }

  private Command.Result run(Language language, ObjectNode outputs) throws IOException {
    assumeTrue(language.isThere(), "needs " + language.program);
    var standIns = Path.of("src/test/docs").toAbsolutePath().toString();
    var file = Files.writeString(folder.resolve("outputs.json"), outputs.toString());
    var environment =
        Map.of("OUTPUTS", file.toString(), "PYTHONPATH", standIns, "NODE_PATH", standIns);
    var words = List.of(language.program, language.option, language.snippet());
    return Command.start(folder, environment, words).await();
  }
}

package greptimedb.etcd.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import greptimedb.etcd.BesideOthers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code ops diff} on a stack of which there is a file and no state. */
@BesideOthers
class OpsDiffStackIT {

  @Test
  void aStackThatTheBackendLacksIsToldInOneLine() throws IOException {
    // given
    try (var stack = new TestStack("it-diff-stack").configured(TestStack.SMALL)) {
      Files.copy(
          stack.folder().resolve("Pulumi.test.yaml"), stack.folder().resolve("Pulumi.other.yaml"));
      // when
      var result =
          stack.run(
              Path.of("ops").toAbsolutePath().toString(),
              "diff",
              "--stack",
              "other",
              "--project",
              stack.folder().toString());
      // then
      assertThat(result.exitCode()).as(result.output()).isEqualTo(2);
      assertThat(result.output())
          .startsWith("error: pulumi ")
          .contains("no stack named 'other' found")
          .hasLineCount(1);
    }
  }
}

package greptimedb.etcd.ops.diff.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greptimedb.etcd.ops.console.OpsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EarlierFileTest {
  @TempDir private Path folder;

  @Test
  void aFileIsReadAsTheRevisionHasIt() throws Exception {
    // given
    var file = GitCheckout.at(folder).committed("Pulumi.prod.yaml", "config: {}\n");
    Files.writeString(file, "config: changed\n");
    // then
    assertThat(EarlierFile.text(file, "HEAD")).contains("config: {}\n");
  }

  @Test
  void aFileThatIsNewIsAbsent() throws Exception {
    // given
    GitCheckout.at(folder).committed("other", "text");
    var file = Files.writeString(folder.resolve("Pulumi.new.yaml"), "config: {}\n");
    // then
    assertThat(EarlierFile.text(file, "HEAD")).isEmpty();
    assertThat(EarlierFile.text(folder.resolve("Pulumi.absent.yaml"), "HEAD")).isEmpty();
  }

  @Test
  void anUnknownRevisionIsToldInOneLine() throws Exception {
    // given
    var file = GitCheckout.at(folder).committed("Pulumi.prod.yaml", "config: {}\n");
    // then
    assertThatThrownBy(() -> EarlierFile.text(file, "no-such-branch"))
        .isInstanceOf(OpsException.class)
        .hasMessageContaining("--against no-such-branch: fatal: ")
        .message()
        .hasLineCount(1);
    assertThatThrownBy(() -> EarlierFile.text(file, "--output=x"))
        .isInstanceOf(OpsException.class)
        .hasMessageContaining("--against --output=x: fatal: ");
    assertThat(folder.resolve("x")).doesNotExist();
  }

  @Test
  void aFolderWithoutHistoryIsToldInOneLine() throws IOException {
    // given
    var file = Files.writeString(folder.resolve("Pulumi.prod.yaml"), "config: {}\n");
    // then
    assertThatThrownBy(() -> EarlierFile.text(file, "HEAD"))
        .isInstanceOf(OpsException.class)
        .hasMessageContaining("not a git repository");
  }
}

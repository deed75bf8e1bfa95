package greptimedb.etcd.ops.diff.read;

import greptimedb.etcd.ops.console.OpsException;
import greptimedb.etcd.ops.console.ToolRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A file as a git revision has it. */
public final class EarlierFile {
  private static final List<String> ABSENT =
      List.of("exists on disk, but not in", "does not exist");

  private EarlierFile() {}

  /**
   * Its text; empty where the revision has no such file.
   *
   * @param file in a git checkout
   * @param revision as git takes it: {@code main}, {@code HEAD~1}, a commit
   * @throws OpsException when git knows no such revision, or the file is in no checkout
   */
  public static Optional<String> text(Path file, String revision) {
    var path = file.toAbsolutePath();
    var command = List.of("git", "show", "--end-of-options", revision + ":./" + path.getFileName());
    try {
      var run = ToolRun.of(command, path.getParent(), Map.of("LC_ALL", "C"));
      if (run.exitCode() == 0) {
        return Optional.of(run.output());
      }
      if (ABSENT.stream().anyMatch(run.errors()::contains)) {
        return Optional.empty();
      }
      throw OpsException.unreadable(
          "--against %s: %s"
              .formatted(revision, run.errors().lines().findFirst().orElse("git failed")));
    } catch (IOException absent) {
      throw OpsException.unreadable("git cannot be run", absent);
    }
  }
}

package greptimedb.etcd.ops.diff.read;

import greptimedb.etcd.ops.console.OpsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
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
      var builder = new ProcessBuilder(command).directory(path.getParent().toFile());
      builder.environment().put("LC_ALL", "C");
      var process = builder.start();
      process.getOutputStream().close();
      var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      var errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() == 0) {
        return Optional.of(text);
      }
      if (ABSENT.stream().anyMatch(errors::contains)) {
        return Optional.empty();
      }
      throw OpsException.unreadable(
          "--against %s: %s".formatted(revision, errors.lines().findFirst().orElse("git failed")));
    } catch (IOException absent) {
      throw OpsException.unreadable("git cannot be run", absent);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw OpsException.unreadable("interrupted");
    }
  }
}

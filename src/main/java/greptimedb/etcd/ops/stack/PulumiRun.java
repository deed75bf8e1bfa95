package greptimedb.etcd.ops.stack;

import greptimedb.etcd.ops.console.OpsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A run of the Pulumi command line that goes on while something else is looked at. */
public final class PulumiRun {
  private final Process process;
  private final Path log;

  private PulumiRun(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts {@code pulumi up} without preview and without asking.
   *
   * @param project folder of Pulumi.yaml
   * @param log gets all that it prints
   */
  public static PulumiRun up(Path project, String stack, Path log) {
    var words =
        List.of(
            "pulumi",
            "up",
            "--yes",
            "--skip-preview",
            "--non-interactive",
            "--color",
            "never",
            "--stack",
            stack);
    try {
      Files.createDirectories(log.getParent());
      var builder =
          new ProcessBuilder(words)
              .directory(project.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      builder.environment().put("PULUMI_SKIP_UPDATE_CHECK", "true");
      var process = builder.start();
      process.getOutputStream().close();
      return new PulumiRun(process, log);
    } catch (IOException e) {
      throw OpsException.unreadable("pulumi up cannot be run", e);
    }
  }

  /** Whether it still runs. */
  public boolean isRunning() {
    return process.isAlive();
  }

  /** Whether it ended well; only after its end. */
  public boolean succeeded() {
    return process.exitValue() == 0;
  }

  /** Asks it to stop; it finishes the operation that it is in the middle of. */
  public void stop() {
    process.destroy();
  }

  /** Where all that it printed is. */
  public Path log() {
    return log;
  }

  /** Its errors, one line each; empty when it printed none. */
  public List<String> errors() {
    try {
      return PulumiErrors.of(Files.readAllLines(log));
    } catch (IOException e) {
      throw OpsException.unreadable(log + " cannot be read", e);
    }
  }
}

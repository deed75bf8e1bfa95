package greptimedb.etcd.ops.stack;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options by which a command finds its stack: a picocli mixin. */
public final class StackOptions {
  @Option(names = "--stack", required = true, paramLabel = "NAME", description = "The stack.")
  private String stack;

  @Option(
      names = "--project",
      paramLabel = "FOLDER",
      defaultValue = ".",
      description = "The folder of Pulumi.yaml (default: this program's).")
  private Path project;

  /** The stack's name as given. */
  public String stack() {
    return stack;
  }

  /**
   * The project in the folder that was given.
   *
   * @throws greptimedb.etcd.ops.console.OpsException when there is no readable Pulumi.yaml
   */
  public Project project() {
    return Project.in(project);
  }
}

package greptimedb.etcd.ops.configuration;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What can be said of a stack file without a cluster. */
@Command(
    name = "config",
    description = "Checks stack files and explains their settings, offline.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {CheckCommand.class, SettingCommand.class})
public final class ConfigCommand implements Runnable {
  @Spec private CommandSpec spec;

  /** Prints the usage: a command is needed. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing required subcommand");
  }
}

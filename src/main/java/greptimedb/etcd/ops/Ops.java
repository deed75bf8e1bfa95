package greptimedb.etcd.ops;

import greptimedb.etcd.ops.backup.SnapshotCommand;
import greptimedb.etcd.ops.backup.SnapshotsCommand;
import greptimedb.etcd.ops.configuration.ConfigCommand;
import greptimedb.etcd.ops.console.ExitCode;
import greptimedb.etcd.ops.console.OpsException;
import greptimedb.etcd.ops.console.Reason;
import greptimedb.etcd.ops.defrag.DefragCommand;
import greptimedb.etcd.ops.diff.DiffCommand;
import greptimedb.etcd.ops.doctor.DoctorCommand;
import greptimedb.etcd.ops.explain.ExplainCommand;
import greptimedb.etcd.ops.operator.OperatorCommand;
import greptimedb.etcd.ops.preflight.PreflightCommand;
import greptimedb.etcd.ops.repair.RepairCommand;
import greptimedb.etcd.ops.restore.command.RestoreCommand;
import greptimedb.etcd.ops.restore.command.RetireCommand;
import greptimedb.etcd.ops.status.StatusCommand;
import java.lang.ref.Reference;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The operations command line: what an engineer does by hand beside {@code pulumi up}. */
@Command(
    name = "ops",
    description = "Operations on the etcd clusters of a stack.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    synopsisSubcommandLabel = "COMMAND")
public final class Ops implements Runnable {
  private static final List<Class<?>> COMMANDS =
      List.of(
          DiffCommand.class,
          StatusCommand.class,
          DoctorCommand.class,
          SnapshotCommand.class,
          SnapshotsCommand.class,
          DefragCommand.class,
          RepairCommand.class,
          ExplainCommand.class,
          PreflightCommand.class,
          RestoreCommand.class,
          RetireCommand.class,
          ConfigCommand.class,
          OperatorCommand.class);

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Print the stack trace of an error.")
  private boolean debug;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  /** Runs the command and exits with its code. */
  public static void main(String[] arguments) {
    // On a busy machine the client's library would print stack traces about its own slow start.
    var checker = Logger.getLogger("io.vertx.core.impl.BlockedThreadChecker");
    checker.setLevel(Level.OFF);
    if (isAskedFor(DiffCommand.class, arguments)) {
      DiffCommand.warm();
    }
    try {
      System.exit(commandLine(arguments).execute(arguments));
    } finally {
      Reference.reachabilityFence(checker);
    }
  }

  /**
   * The command line, its errors one line each unless {@code --debug} is given.
   *
   * @param arguments that it will get: where they begin with a command, the others are not made
   *     ready, which takes a tenth of a second
   */
  public static CommandLine commandLine(String... arguments) {
    var ops = new Ops();
    var line = new CommandLine(ops);
    var asked = COMMANDS.stream().filter(command -> isAskedFor(command, arguments)).toList();
    (asked.isEmpty() ? COMMANDS : asked).forEach(line::addSubcommand);
    return line.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          var known = failure instanceof OpsException known1 ? known1 : null;
          command.getErr().println("error: " + Reason.of(failure));
          if (ops.debug) {
            failure.printStackTrace(command.getErr());
          }
          return known == null ? ExitCode.UNREADABLE : known.exitCode();
        });
  }

  private static boolean isAskedFor(Class<?> command, String... arguments) {
    return arguments.length > 0 && command.getAnnotation(Command.class).name().equals(arguments[0]);
  }

  /** Prints the usage: a command is needed. */
  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Missing required subcommand");
  }
}

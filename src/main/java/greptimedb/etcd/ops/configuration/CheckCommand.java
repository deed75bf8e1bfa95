package greptimedb.etcd.ops.configuration;

import greptimedb.etcd.config.Advice;
import greptimedb.etcd.config.ConfigurationReader;
import greptimedb.etcd.config.reading.ConfigurationException;
import greptimedb.etcd.ops.console.ExitCode;
import greptimedb.etcd.ops.console.OpsException;
import greptimedb.etcd.ops.stack.StackFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells everything that is wrong with stack files. */
@Command(
    name = "check",
    description = {
      "Checks stack files by the rules of the program: every error of every file at once, and the program's warnings.",
      "Asks neither Pulumi nor a cluster."
    },
    footer = {
      "",
      "Exit codes:",
      "  0  every file can be used",
      "  1  a file cannot be used",
      "  2  wrong usage, or a file could not be read"
    })
public final class CheckCommand implements Callable<Integer> {
  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Stack files: Pulumi.NAME.yaml.")
  private List<Path> files;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    var worst = ExitCode.FINE;
    for (var file : files) {
      worst = Math.max(worst, check(file, out));
    }
    out.flush();
    return worst;
  }

  private static int check(Path file, PrintWriter out) {
    try {
      var stack = StackFile.read(file);
      stack.encrypted().forEach(key -> out.println(file + ": " + key + ": encrypted, not checked"));
      var configuration = new ConfigurationReader().read(stack.settings());
      Advice.on(configuration, Instant.now())
          .forEach(warning -> out.println(file + ": warning: " + warning));
      out.println(file + ": can be used");
      return ExitCode.FINE;
    } catch (ConfigurationException unusable) {
      unusable.problems().forEach(problem -> out.println(file + ": " + problem));
      return ExitCode.FOUND;
    } catch (OpsException unreadable) {
      out.println("error: " + unreadable.getMessage());
      return unreadable.exitCode();
    }
  }
}

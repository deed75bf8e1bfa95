package greptimedb.etcd.ops.diff;

import greptimedb.etcd.ops.cluster.ClusterOptions;
import greptimedb.etcd.ops.console.ExitCode;
import greptimedb.etcd.ops.console.OpsException;
import greptimedb.etcd.ops.diff.read.ChartRenderer;
import greptimedb.etcd.ops.diff.report.JsonReport;
import greptimedb.etcd.ops.diff.report.MarkdownReport;
import greptimedb.etcd.ops.diff.report.Report;
import greptimedb.etcd.ops.diff.report.TerminalReport;
import greptimedb.etcd.ops.stack.Project;
import greptimedb.etcd.ops.stack.StackOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows what an up would change inside the Helm releases and beside them. */
@Command(
    name = "diff",
    description = {
      "Shows what an up would change: which pods restart, what cannot change, and each object's difference.",
      "Renders the chart itself, adds the program's own objects, and changes nothing. Secrets are masked."
    },
    footer = {
      "",
      "Exit codes:",
      "  0  done; with --exit-code: there is no difference",
      "  1  with --exit-code: there are differences, or the up would be refused",
      "  2  wrong usage, or something could not be read or rendered"
    })
public final class DiffCommand implements Callable<Integer> {
  private static final Set<String> FORMATS = Set.of("terminal", "markdown", "json");

  @Mixin private StackOptions options;
  @Mixin private ClusterOptions access;
  @Spec private CommandSpec spec;

  @Option(
      names = "--against",
      paramLabel = "REF",
      defaultValue = DiffRun.DEPLOYED,
      description =
          "A git revision whose stack file is compared, without cluster or state; or deployed (default): what is there.")
  private String against;

  @Option(
      names = "--config-file",
      paramLabel = "FILE",
      description = "The stack file (default: Pulumi.NAME.yaml in the project's folder).")
  private Path file;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "terminal",
      description = "terminal (default; coloured only on one), markdown for a comment, or json.")
  private String format;

  @Option(
      names = "--longest",
      paramLabel = "CHARACTERS",
      description = "The longest text in markdown (default: 65000); what does not fit is left out.")
  private int longest = MarkdownReport.LONGEST;

  @Option(names = "--exit-code", description = "End with 1 if there is a difference.")
  private boolean exitCode;

  /**
   * Begins to load what takes longest, Helm's library, while the arguments are still being read.
   * What fails here fails again where it is needed, and is told there.
   */
  public static void warm() {
    var helm = new Thread(() -> new ChartRenderer(Path.of("")).load(), "warm");
    helm.setDaemon(true);
    helm.setUncaughtExceptionHandler((thread, failure) -> {});
    helm.start();
  }

  @Override
  public Integer call() {
    if (!FORMATS.contains(format)) {
      throw new ParameterException(
          spec.commandLine(), "--format: " + format + ": expected terminal, markdown or json");
    }
    var project = options.project();
    var report = new DiffRun(project, options.stack(), stackFile(project), access).against(against);
    var out = spec.commandLine().getOut();
    print(report, out);
    out.flush();
    return exitCode && !report.summary().isEmpty() ? ExitCode.FOUND : ExitCode.FINE;
  }

  @SuppressWarnings("SystemConsoleNull") // null without a terminal: the project's Java is 17
  private void print(Report report, PrintWriter out) {
    switch (format) {
      case "markdown" -> out.print(new MarkdownReport(longest).of(report));
      case "json" -> out.println(JsonReport.of(report));
      default -> {
        var coloured = System.console() != null && System.getenv("NO_COLOR") == null;
        new TerminalReport(out, coloured).print(report);
      }
    }
  }

  private Path stackFile(Project project) {
    var named = file == null ? project.stackFile(options.stack()) : file;
    if (!Files.isRegularFile(named)) {
      throw OpsException.unreadable(
          "stack %s: there is no file %s; stack files there: %s"
              .formatted(options.stack(), named, stackFiles(project)));
    }
    return named;
  }

  private static String stackFiles(Project project) {
    try (var files = Files.list(project.folder())) {
      return files
          .map(path -> path.getFileName().toString())
          .filter(name -> name.matches("Pulumi\\..+\\.yaml"))
          .sorted()
          .collect(Collectors.joining(", "));
    } catch (IOException unreadable) {
      throw OpsException.unreadable(project.folder() + " cannot be read", unreadable);
    }
  }
}

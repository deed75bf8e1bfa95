package greptimedb.etcd.ops.repair;

import greptimedb.etcd.ops.cluster.ClusterOptions;
import greptimedb.etcd.ops.console.ExitCode;
import greptimedb.etcd.ops.console.Table;
import greptimedb.etcd.ops.stack.Pulumi;
import greptimedb.etcd.ops.stack.StackOptions;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Puts a stack right whose {@code pulumi up} was killed. */
@Command(
    name = "repair",
    description = {
      "Finds what a killed `pulumi up` left behind, and puts it right with --yes:",
      "stale locks, providers still at work, pending Helm releases, pending operations.",
      "Claims, volumes and snapshots are never touched."
    },
    footer = {
      "",
      "Exit codes:",
      "  0  nothing to repair, or all repaired",
      "  1  something was found; run it again with --yes",
      "  2  wrong usage, or something could not be read",
      "  3  refused: someone else is, or may be, at work on the stack, or data would be lost"
    })
public final class RepairCommand implements Callable<Integer> {
  @Mixin private StackOptions options;
  @Mixin private ClusterOptions access;
  @ArgGroup private Mode mode;
  @Spec private CommandSpec spec;

  /** Look or act. */
  static final class Mode {
    @Option(names = "--yes", description = "Do what was found.")
    private boolean yes;

    @Option(names = "--check", description = "Only look (the default).")
    private boolean check;

    /** Picocli takes only one of the two. */
    boolean acts() {
      return yes && !check;
    }
  }

  @Override
  public Integer call() {
    var project = options.project();
    var pulumi = new Pulumi(project.folder(), options.stack());
    try (var client = access.client()) {
      return run(new Repair(project, options.stack(), pulumi, client));
    }
  }

  private int run(Repair repair) {
    var out = spec.commandLine().getOut();
    var found = repair.found();
    show(out, found);
    if (Step.any(found, Finding.Kind.REFUSED)) {
      return ExitCode.REFUSED;
    }
    if (!Step.any(found, Finding.Kind.REPAIRABLE)) {
      out.println("Nothing to repair.");
      return ExitCode.FINE;
    }
    if (mode == null || !mode.acts()) {
      out.println("Nothing was changed. Run it again with --yes to repair.");
      return ExitCode.FOUND;
    }
    var left = repair.run(line -> out.println("  done: " + line));
    if (!left.isEmpty()) {
      show(out, left);
      return ExitCode.REFUSED;
    }
    out.println("Repaired. Go on with: pulumi up --stack " + options.stack());
    return ExitCode.FINE;
  }

  private static void show(PrintWriter out, List<Step> steps) {
    Table.print(
        out,
        steps.stream()
            .map(Step::finding)
            .map(finding -> List.of(finding.what(), finding.found(), "-> " + finding.remedy()))
            .toList());
    out.flush();
  }
}

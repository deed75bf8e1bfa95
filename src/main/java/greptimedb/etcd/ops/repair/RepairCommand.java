package greptimedb.etcd.ops.repair;

import greptimedb.etcd.ops.cluster.ClusterOptions;
import greptimedb.etcd.ops.cluster.KubernetesCluster;
import greptimedb.etcd.ops.console.ExitCode;
import greptimedb.etcd.ops.console.Table;
import greptimedb.etcd.ops.stack.FileBackend;
import greptimedb.etcd.ops.stack.Processes;
import greptimedb.etcd.ops.stack.Pulumi;
import greptimedb.etcd.ops.stack.StackOptions;
import greptimedb.etcd.ops.stack.Target;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
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
    var processes = new Processes();
    var backend = FileBackend.at(pulumi.backendUrl(), project.folder());
    var locks = new LockRepair(pulumi, processes, backend, project.name(), options.stack());
    var lockSteps = locks.steps();
    var states = new StateRepair(pulumi, project.backups(), options.stack(), Clock.systemUTC());
    var state = states.read();
    var target = Target.of(pulumi.configuration());
    try (var client = access.client()) {
      var releases = new ReleaseRepair(new KubernetesCluster(client), target, state);
      var providers = new ProviderRepair(processes, project.folder(), backend.isPresent());
      return run(
          List.of(() -> lockSteps, providers::steps, releases::steps, () -> states.steps(state)),
          locks);
    }
  }

  /**
   * Shows all phases; with --yes takes them one by one, each looking again, for the one before may
   * have changed it.
   */
  private int run(List<Phase> phases, LockRepair locks) {
    var out = spec.commandLine().getOut();
    var found = new ArrayList<Step>();
    phases.forEach(phase -> found.addAll(phase.steps()));
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
    for (var phase : phases) {
      // Throws when someone has begun to work on the stack meanwhile.
      locks.steps();
      var steps = phase.steps();
      if (Step.any(steps, Finding.Kind.REFUSED)) {
        show(out, steps);
        return ExitCode.REFUSED;
      }
      steps.forEach(step -> step.action().accept(line -> out.println("  done: " + line)));
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

  /** Something to look at and to put right, before what comes after it. */
  private interface Phase {
    List<Step> steps();
  }
}

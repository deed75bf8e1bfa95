package greptimedb.etcd.ops.restore.command;

import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.ops.cluster.ClusterOptions;
import greptimedb.etcd.ops.console.ExitCode;
import greptimedb.etcd.ops.console.OpsException;
import greptimedb.etcd.ops.console.Table;
import greptimedb.etcd.ops.restore.Reconcile;
import greptimedb.etcd.ops.restore.Report;
import greptimedb.etcd.ops.restore.RestoreProgress;
import greptimedb.etcd.ops.restore.RestoreProgress.Outcome;
import greptimedb.etcd.ops.restore.StepName;
import greptimedb.etcd.ops.restore.live.Preflight;
import greptimedb.etcd.ops.stack.StackOptions;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Restores a snapshot into a second release and moves GreptimeDB over to it. */
@Command(
    name = "restore",
    description = {
      "Restores a snapshot into a second release and moves GreptimeDB over to it.",
      "The plan is shown first and asks for confirmation. The old release stays as it is.",
      "Killed anywhere, it goes on with --resume, or back to the old state with --rollback."
    },
    footer = {
      "",
      "Exit codes:",
      "  0    done; or shown, with --dry-run",
      "  1    stopped on the way: run it with --resume or --rollback",
      "  2    wrong usage, or something could not be read; nothing was changed",
      "  3    refused, with the reasons; nothing was changed",
      "  130  Ctrl-C: as 1"
    })
public final class RestoreCommand implements Callable<Integer> {
  private static final DateTimeFormatter ID =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  @Mixin private StackOptions options;
  @Mixin private ClusterOptions access;

  @ArgGroup(multiplicity = "1")
  private What what;

  @Option(
      names = "--dry-run",
      description = "Show the plan and what would stop it; change nothing.")
  private boolean dryRun;

  @Option(names = "--yes", description = "Do not ask for confirmation.")
  private boolean yes;

  @Spec private CommandSpec spec;

  /** A new restore, or the one that is under way. */
  static final class What {
    @Option(
        names = "--snapshot",
        paramLabel = "NAME",
        description = {
          "latest: the one that is taken after the fence, so that nothing is lost;",
          "or the name of an older one: `ops snapshots` lists them."
        })
    private String snapshot;

    @Option(names = "--resume", description = "Go on with the restore that was cut off.")
    private boolean resume;

    @Option(
        names = "--rollback",
        description = "Go back to the old release, from a restore under way or finished.")
    private boolean rollback;
  }

  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    var log = ConsoleLog.on(out);
    try (var client = access.impatientClient()) {
      var site = new Site(options.project(), options.stack(), client, log);
      var configuration = site.configuration();
      return what.snapshot != null
          ? begin(site, configuration, out)
          : goOn(site, configuration, out);
    } finally {
      out.flush();
    }
  }

  private int begin(Site site, Configuration configuration, PrintWriter out) {
    var started = Instant.now();
    refuseOther(site, configuration);
    var snapshots = site.snapshots(configuration);
    var needed = site.repair().needed();
    if (!needed.isEmpty()) {
      throw OpsException.refused(
          "an earlier run left something behind (%s); run `ops repair --stack %s --yes` first"
              .formatted(String.join("; ", needed), options.stack()));
    }
    var look =
        new Preflight(site.client(), configuration, snapshots, site.releases(configuration))
            .look(
                OtherRelease.of(site.pulumi().configuration(), configuration.active()),
                what.snapshot);
    out.println("Restore of stack " + options.stack());
    Table.print(out, PlanText.rows(look.plan(), Instant.now()));
    if (!look.refusals().isEmpty()) {
      look.refusals().forEach(refusal -> out.println("refused: " + refusal));
      return ExitCode.REFUSED;
    }
    if (dryRun) {
      out.println("Nothing was changed.");
      return ExitCode.FINE;
    }
    Confirmation.ask(out, yes, look.plan().to(), "restore");
    var fresh =
        RestoreProgress.of(ID.format(started), look.plan())
            .with(new RestoreProgress.StepDone(StepName.PREFLIGHT, started, Instant.now()));
    return run(site, configuration, fresh, false, out);
  }

  private void refuseOther(Site site, Configuration configuration) {
    var progress = site.progress(configuration.cluster().namespace());
    progress
        .liveHolder(site::lives)
        .ifPresent(
            hold -> {
              throw OpsException.refused("another restore is at work: " + hold.shown());
            });
    progress
        .read()
        .filter(found -> found.outcome().isOpen())
        .ifPresent(
            found -> {
              throw OpsException.refused(
                  "restore %s was cut off; go on with --resume, or back with --rollback"
                      .formatted(found.id()));
            });
  }

  private int goOn(Site site, Configuration configuration, PrintWriter out) {
    var found =
        site.progress(configuration.cluster().namespace())
            .read()
            .orElseThrow(() -> OpsException.refused("there is no restore in this namespace"));
    var back = what.rollback || found.outcome() == Outcome.ROLLING_BACK;
    if (what.resume && !found.outcome().isOpen()) {
      out.println("Restore " + found.id() + " has ended: " + found.outcome());
      return ExitCode.FINE;
    }
    if (what.rollback && found.outcome() == Outcome.ROLLED_BACK) {
      out.println("Restore " + found.id() + " is rolled back already.");
      return ExitCode.FINE;
    }
    if (back && !site.releases(configuration).exists(found.plan().from())) {
      throw OpsException.refused(
          "release %s is not there any more: it was retired, and there is nothing to go back to"
              .formatted(found.plan().from()));
    }
    out.println("%s restore %s".formatted(back ? "Rolling back" : "Going on with", found.id()));
    Table.print(out, GoingOn.rows(found, back));
    if (dryRun) {
      out.println("Nothing was changed.");
      return ExitCode.FINE;
    }
    if (back) {
      Confirmation.ask(out, yes, found.plan().from(), "rollback");
    }
    return run(site, configuration, found, back, out);
  }

  private int run(
      Site site, Configuration configuration, RestoreProgress from, boolean back, PrintWriter out) {
    try (var work = new Work(site, configuration, from)) {
      report(out, work.run(back));
      return ExitCode.FINE;
    } catch (Work.Stopped stopped) {
      out.println("stopped: " + stopped.getMessage());
      out.println(
          "What was done stays. Go on: ops restore --stack %1$s --resume   Go back: ops restore --stack %1$s --rollback"
              .formatted(options.stack()));
      return ExitCode.FOUND;
    }
  }

  private void report(PrintWriter out, RestoreProgress end) {
    if (end.outcome() == Outcome.ROLLED_BACK) {
      out.println("Rolled back: " + end.plan().from() + " is in use again.");
      return;
    }
    out.println("Restored.");
    Table.print(out, Report.rows(end));
    Reconcile.steps(end.plan()).forEach(out::println);
    out.println(
        "The stack file has changed: commit it. `ops retire %s` removes the old release when you need it no more."
            .formatted(end.plan().from()));
  }
}

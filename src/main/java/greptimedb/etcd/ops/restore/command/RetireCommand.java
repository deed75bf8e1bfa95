package greptimedb.etcd.ops.restore.command;

import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.config.restore.RestoreConfiguration;
import greptimedb.etcd.ops.cluster.ClusterOptions;
import greptimedb.etcd.ops.console.ExitCode;
import greptimedb.etcd.ops.console.OpsException;
import greptimedb.etcd.ops.console.Table;
import greptimedb.etcd.ops.restore.ReleasePort;
import greptimedb.etcd.ops.restore.StepFailed;
import greptimedb.etcd.ops.stack.StackOptions;
import greptimedb.etcd.ops.stack.Target;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Removes a release that GreptimeDB no longer uses. */
@Command(
    name = "retire",
    description = {
      "Removes a release that is not the active one, and makes the active one the stack's cluster.release.",
      "Its volumes are kept unless --delete-data is given. Run again it finishes what was cut off."
    },
    footer = {
      "",
      "Exit codes:",
      "  0  done, or shown with --dry-run",
      "  1  stopped on the way: run it again",
      "  2  wrong usage, or something could not be read; nothing was changed",
      "  3  refused: the release is in use, or a restore is under way; nothing was changed"
    })
public final class RetireCommand implements Callable<Integer> {
  private static final String PREFIX = "greptimedb-etcd:";

  @Mixin private StackOptions options;
  @Mixin private ClusterOptions access;

  @Parameters(paramLabel = "RELEASE", description = "The release to remove.")
  private String release;

  @Option(names = "--delete-data", description = "Delete the claims of its members as well.")
  private boolean deleteData;

  @Option(names = "--dry-run", description = "Show what would be done; change nothing.")
  private boolean dryRun;

  @Option(names = "--yes", description = "Do not ask for confirmation.")
  private boolean yes;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    try (var client = access.client()) {
      var site = new Site(options.project(), options.stack(), client, ConsoleLog.on(out));
      var configuration = site.configuration();
      var progress = site.progress(configuration.cluster().namespace());
      progress
          .read()
          .filter(found -> found.outcome().isOpen())
          .ifPresent(
              found -> {
                throw OpsException.refused(
                    "restore %s is under way; end it with --resume or --rollback"
                        .formatted(found.id()));
              });
      return retire(site, configuration, out);
    } finally {
      out.flush();
    }
  }

  private int retire(Site site, Configuration configuration, PrintWriter out) {
    if (release.equals(configuration.active())) {
      throw OpsException.refused("release %s is the active one".formatted(release));
    }
    var known = Target.of(site.pulumi().configuration()).releases();
    if (!known.contains(release)) {
      throw OpsException.refused(
          "release %s is none of this stack: it has %s"
              .formatted(release, String.join(" and ", known)));
    }
    var releases = site.releases(configuration);
    var there = releases.exists(release);
    var claims = releases.claims(release);
    if (!there && claims.isEmpty()) {
      out.println("Nothing is left of release %s.".formatted(release));
      return ExitCode.FINE;
    }
    var settings = settings(configuration);
    show(out, configuration, there, claims, settings);
    if (dryRun) {
      out.println("Nothing was changed.");
      return ExitCode.FINE;
    }
    Confirmation.ask(out, yes, release, "removal");
    return remove(site, settings, releases, out);
  }

  /** What the stack file says afterwards; empty where it says so already. */
  private Map<String, String> settings(Configuration configuration) {
    var settings = new TreeMap<String, String>();
    if (configuration.cluster().release().equals(release)) {
      settings.put(PREFIX + "cluster.release", configuration.active());
      settings.put(PREFIX + "restore.release", release);
      settings.put(PREFIX + "restore.enabled", "false");
    } else if (configuration
        .restore()
        .map(RestoreConfiguration::release)
        .filter(release::equals)
        .isPresent()) {
      settings.put(PREFIX + "restore.enabled", "false");
    }
    return settings;
  }

  private void show(
      PrintWriter out,
      Configuration configuration,
      boolean there,
      List<String> claims,
      Map<String, String> settings) {
    var rows = new ArrayList<List<String>>();
    rows.add(List.of("release", release + (there ? ", removed" : ", gone already")));
    rows.add(
        List.of(
            "claims",
            claims.isEmpty()
                ? "none"
                : String.join(", ", claims) + (deleteData ? ": DELETED with all data" : ", kept")));
    rows.add(List.of("in use", configuration.active() + ", stays as it is"));
    settings.forEach((path, value) -> rows.add(List.of("stack file", path + ": " + value)));
    Table.print(out, rows);
  }

  private int remove(
      Site site, Map<String, String> settings, ReleasePort releases, PrintWriter out) {
    try (var stopping = new Stopping(() -> {})) {
      var stack = site.stack("retire-" + Instant.now().getEpochSecond(), stopping, true);
      if (!settings.isEmpty()) {
        site.pulumi().set(settings);
      }
      stack.startUp();
      stack.awaitUp();
      releases.removeLeftovers(release);
      if (deleteData) {
        releases.deleteClaims(release);
      }
      out.println("Removed. The stack file has changed: commit it.");
      return ExitCode.FINE;
    } catch (StepFailed failed) {
      out.println("stopped: " + failed.getMessage());
      return ExitCode.FOUND;
    }
  }
}

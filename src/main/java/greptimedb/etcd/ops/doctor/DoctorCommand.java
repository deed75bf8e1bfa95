package greptimedb.etcd.ops.doctor;

import greptimedb.etcd.ops.cluster.ClusterOptions;
import greptimedb.etcd.ops.doctor.look.ClusterLook;
import greptimedb.etcd.ops.doctor.look.StackLook;
import greptimedb.etcd.ops.stack.Pulumi;
import greptimedb.etcd.ops.stack.StackConfiguration;
import greptimedb.etcd.ops.stack.StackOptions;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Looks at everything that can be wrong with a stack. */
@Command(
    name = "doctor",
    description = {
      "Looks at everything that can be wrong with a stack, one line a check, with what to do:",
      "✓ as it should be, ! works and deserves a word, ? could not be asked, ✗ wrong.",
      "Changes nothing. A check that cannot be made keeps no other from telling."
    },
    footer = {
      "",
      "Exit codes:",
      "  0  all well; warnings are allowed",
      "  1  a check failed",
      "  2  none failed, but some could not be asked; or wrong usage, or no readable configuration"
    })
public final class DoctorCommand implements Callable<Integer> {
  /** A member that is away takes etcdctl five seconds. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Mixin private StackOptions options;
  @Mixin private ClusterOptions access;
  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Print one JSON document instead.")
  private boolean json;

  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    var project = options.project();
    var pulumi = new Pulumi(project.folder(), options.stack());
    var configuration = StackConfiguration.of(pulumi.configuration());
    try (var client = access.impatientClient()) {
      var stack = new StackLook(project, options.stack(), pulumi, configuration);
      var cluster = new ClusterLook(client, configuration);
      var report = examine(out, Checks.of(stack, cluster, Instant.now()));
      out.println(json ? report.json().toPrettyString() : report.summary());
      return report.exitCode();
    } finally {
      out.flush();
    }
  }

  private Report examine(PrintWriter out, List<Check> checks) {
    var width = checks.stream().mapToInt(check -> check.name().length()).max().orElse(0);
    var made =
        new Examination(PATIENCE)
            .of(
                checks,
                check -> {
                  if (!json) {
                    out.println(Report.line(check, width, Ansi.AUTO));
                    out.flush();
                  }
                });
    return new Report(options.stack(), made);
  }
}

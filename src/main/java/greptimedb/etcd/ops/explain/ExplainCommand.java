package greptimedb.etcd.ops.explain;

import greptimedb.etcd.ops.cluster.ClusterOptions;
import greptimedb.etcd.ops.console.ExitCode;
import greptimedb.etcd.ops.console.Table;
import greptimedb.etcd.ops.stack.Pulumi;
import greptimedb.etcd.ops.stack.StackOptions;
import greptimedb.etcd.ops.stack.Target;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells why a release is not ready, which the provider's "context deadline exceeded" does not. */
@Command(
    name = "explain",
    description = {
      "Tells which pods, claims and hook Jobs of the stack's releases are not ready, and why."
    },
    footer = {
      "",
      "Exit codes:",
      "  0  all is ready",
      "  1  something is not ready",
      "  2  wrong usage, or something could not be read"
    })
public final class ExplainCommand implements Callable<Integer> {
  @Mixin private StackOptions options;
  @Mixin private ClusterOptions access;
  @Spec private CommandSpec spec;

  @Option(names = "--release", paramLabel = "NAME", description = "Only this release.")
  private String release;

  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    var project = options.project();
    var target = Target.of(new Pulumi(project.folder(), options.stack()).configuration());
    var releases = release == null ? target.releases() : List.of(release);
    var wrong = false;
    try (var client = access.client()) {
      var observer = new ReleaseObserver(client, target.namespace());
      for (var name : releases) {
        var seen = observer.observe(name);
        var troubles = Diagnosis.of(seen);
        wrong |= !troubles.isEmpty();
        if (!troubles.isEmpty()) {
          out.println("release " + name + " in namespace " + target.namespace() + ":");
          Table.print(
              out, troubles.stream().map(t -> List.of(t.what(), t.state(), t.reason())).toList());
        } else if (!seen.isEmpty()) {
          out.println("release " + name + ": all " + seen.pods().size() + " pods are ready.");
        } else if (release != null || name.equals(releases.get(0))) {
          out.println(
              "release " + name + ": nothing of it is in namespace " + target.namespace() + ".");
        }
      }
    }
    if (!wrong) {
      out.println("Nothing is wrong.");
    }
    out.flush();
    return wrong ? ExitCode.FOUND : ExitCode.FINE;
  }
}

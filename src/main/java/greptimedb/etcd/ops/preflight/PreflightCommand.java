package greptimedb.etcd.ops.preflight;

import greptimedb.etcd.ops.cluster.ClusterOptions;
import greptimedb.etcd.ops.console.ExitCode;
import greptimedb.etcd.ops.stack.Pulumi;
import greptimedb.etcd.ops.stack.StackConfiguration;
import greptimedb.etcd.ops.stack.StackOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Warns before {@code pulumi up} of members that no node is large enough for. */
@Command(
    name = "preflight",
    description = {
      "Warns of cpu or memory that a member requests and no schedulable node has.",
      "Only looks; other pods, taints and selectors are not taken into account."
    },
    footer = {
      "",
      "Exit codes:",
      "  0  looked, with warnings or without",
      "  2  wrong usage, or something could not be read"
    })
public final class PreflightCommand implements Callable<Integer> {
  @Mixin private StackOptions options;
  @Mixin private ClusterOptions access;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    var pulumi = new Pulumi(options.project().folder(), options.stack());
    var cluster = StackConfiguration.of(pulumi.configuration()).cluster();
    try (var client = access.client()) {
      var problems = Fit.problems(cluster.resources(), client.nodes().list().getItems());
      problems.forEach(problem -> out.println("warning: " + problem));
      if (problems.isEmpty()) {
        out.println("Every member fits on a node.");
      }
    }
    out.flush();
    return ExitCode.FINE;
  }
}

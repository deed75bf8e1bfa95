package greptimedb.etcd.ops.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import greptimedb.etcd.config.ConfigurationReader;
import greptimedb.etcd.config.cluster.ClusterConfiguration;
import greptimedb.etcd.config.reading.ConfigurationException;
import greptimedb.etcd.config.reading.Problem;
import greptimedb.etcd.ops.cluster.ClusterOptions;
import greptimedb.etcd.ops.console.ExitCode;
import greptimedb.etcd.ops.console.OpsException;
import greptimedb.etcd.ops.stack.Pulumi;
import greptimedb.etcd.ops.stack.StackOptions;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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
  private static final String KEY = ConfigurationReader.NAMESPACE + ":cluster";

  @Mixin private StackOptions options;
  @Mixin private ClusterOptions access;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    var pulumi = new Pulumi(options.project().folder(), options.stack());
    var cluster = cluster(pulumi.configuration());
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

  /** Reads the block {@code cluster} of {@code pulumi config --json}, and no other key. */
  static ClusterConfiguration cluster(JsonNode configuration) {
    var entry = configuration.path(KEY);
    var block = entry.has("objectValue") ? entry.get("objectValue") : entry.path("value");
    var text = block.isTextual() ? block.asText() : block.toString();
    try {
      return new ConfigurationReader()
          .read(block.isMissingNode() ? Map.of() : Map.of(KEY, text))
          .cluster();
    } catch (ConfigurationException e) {
      // An error of the command line is one line.
      throw OpsException.unreadable(
          e.problems().stream()
              .map(Problem::toString)
              .collect(
                  Collectors.joining(
                      "; ", "the configuration of this stack cannot be used: ", "")));
    }
  }
}

package greptimedb.etcd.ops.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import greptimedb.etcd.config.reading.ConfigurationException;
import greptimedb.etcd.ops.console.ExitCode;
import greptimedb.etcd.ops.console.OpsException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a Stack object of the Pulumi Kubernetes Operator for each cluster of a list. */
@Command(
    name = "operator",
    description = {
      "Prints the Stack objects of the Pulumi Kubernetes Operator for a list of clusters.",
      "Every cluster's configuration is checked first. Asks no cluster; apply the output with kubectl apply -f -."
    },
    footer = {
      "",
      "Exit codes:",
      "  0  the objects were printed",
      "  1  the list cannot be used; nothing was printed",
      "  2  wrong usage, or the list could not be read"
    })
public final class OperatorCommand implements Callable<Integer> {
  private static final ObjectMapper YAML =
      new ObjectMapper(
              YAMLFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                  .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                  .build())
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  @Parameters(paramLabel = "LIST", description = "The list: stacks/operator/README.md explains it.")
  private Path list;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws JsonProcessingException {
    var out = spec.commandLine().getOut();
    var err = spec.commandLine().getErr();
    try {
      var fleet = read();
      for (var cluster : fleet.clusters()) {
        out.print(YAML.writeValueAsString(StackObject.desired(fleet, cluster)));
      }
      out.flush();
      return ExitCode.FINE;
    } catch (ConfigurationException unusable) {
      unusable.problems().forEach(problem -> err.println(list + ": " + problem));
      err.flush();
      return ExitCode.FOUND;
    }
  }

  private Fleet read() {
    try {
      var tree = YAML.readTree(list.toFile());
      if (!tree.isObject()) {
        throw OpsException.unreadable(list + ": expected a block clusters");
      }
      return new FleetReader().read(tree);
    } catch (JsonProcessingException malformed) {
      throw OpsException.unreadable(
          "%s: not YAML: %s"
              .formatted(
                  list, malformed.getOriginalMessage().lines().findFirst().orElse("unreadable")));
    } catch (IOException e) {
      throw OpsException.unreadable(list + ": there is no such file, or it cannot be read");
    }
  }
}

package greptimedb.etcd.ops.stack;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import greptimedb.etcd.config.DeployedStack;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a stack's state says is there: resources that the program declared, in the state's order,
 * without those that it only reads and those that are on their way out.
 *
 * @param resources but for the stack itself
 * @param outputs of the stack; secret ones are left out
 */
public record DeployedState(List<StateResource> resources, Map<String, Object> outputs) {
  private static final String STACK_TYPE = "pulumi:pulumi:Stack";

  /** Reads {@code pulumi stack export}, or the file in which a file backend keeps a stack. */
  public static DeployedState of(JsonNode state) {
    var latest =
        state.has("checkpoint")
            ? state.path("checkpoint").path("latest")
            : state.path("deployment");
    var resources = new ArrayList<StateResource>();
    Map<String, Object> outputs = Map.of();
    for (var resource : latest.path("resources")) {
      if (resource.path("delete").asBoolean() || resource.path("external").asBoolean()) {
        continue;
      }
      if (resource.path("type").asText().equals(STACK_TYPE)) {
        outputs = plain(resource.path("outputs"));
      } else {
        resources.add(resource(resource));
      }
    }
    return new DeployedState(List.copyOf(resources), outputs);
  }

  /** The Helm releases. */
  public List<StateResource> releases() {
    return resources.stream().filter(StateResource::isRelease).toList();
  }

  /** The program's own Kubernetes objects. */
  public List<StateResource> objects() {
    return resources.stream().filter(StateResource::isObject).toList();
  }

  /** The resource of a type and a name. */
  public Optional<StateResource> find(String type, String name) {
    return resources.stream()
        .filter(resource -> resource.type().equals(type) && resource.name().equals(name))
        .findFirst();
  }

  /** The stack's outputs as the program reads them. */
  public DeployedStack stack() {
    return new DeployedStack(name -> Optional.ofNullable(outputs.get(name)));
  }

  private static StateResource resource(JsonNode resource) {
    var urn = resource.path("urn").asText();
    return new StateResource(
        resource.path("type").asText(),
        urn.substring(urn.lastIndexOf("::") + 2),
        resource.path("retainOnDelete").asBoolean(),
        resource.path("protect").asBoolean(),
        resource.path("inputs"),
        resource.path("outputs"));
  }

  private static Map<String, Object> plain(JsonNode outputs) {
    var known = new LinkedHashMap<String, Object>();
    outputs
        .properties()
        .forEach(
            entry -> {
              if (!StateSecrets.isSecret(entry.getValue())) {
                known.put(
                    entry.getKey(),
                    new ObjectMapper()
                        .convertValue(entry.getValue(), new TypeReference<Object>() {}));
              }
            });
    return known;
  }
}

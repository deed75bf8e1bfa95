package greptimedb.etcd.component;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.pulumi.core.TypeShape;
import com.pulumi.core.annotations.Import;
import com.pulumi.deployment.Deployment;
import com.pulumi.deployment.InvokeOptions;
import com.pulumi.kubernetes.Provider;
import com.pulumi.resources.InvokeArgs;
import greptimedb.etcd.config.reading.ConfigurationException;
import greptimedb.etcd.model.RequiredKind;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Which kinds the cluster's API server knows, asked before anything is declared.
 *
 * <p>A resource that is read fails the whole run where it is absent, with the engine's words, and
 * stays in the state. The provider's function that renders a chart knows every kind of the cluster
 * from one discovery, fails nothing and leaves nothing: so a chart asks that is never installed.
 */
public final class ApiKinds {
  private static final String RENDER = "kubernetes:helm:template";

  /** Every cluster has it: its absence means that the provider could not ask. */
  private static final String EVERYWHERE = "v1/Namespace";

  private ApiKinds() {}

  /**
   * Refuses the configuration if the cluster lacks kinds. A cluster that cannot be reached is left
   * to the provider, whose error says so.
   *
   * @param required kinds; none means that nothing is asked
   * @param provider of the cluster
   * @throws ConfigurationException with one problem a kind
   */
  public static void require(List<RequiredKind> required, Provider provider) {
    if (required.isEmpty()) {
      return;
    }
    var asked =
        Stream.concat(Stream.of(EVERYWHERE), required.stream().map(RequiredKind::capability))
            .distinct()
            .toList();
    var known = known(asked, provider);
    if (!isKnown(known, EVERYWHERE)) {
      return;
    }
    var absent =
        required.stream()
            .filter(kind -> !isKnown(known, kind.capability()))
            .map(RequiredKind::absent)
            .toList();
    if (!absent.isEmpty()) {
      throw new ConfigurationException(absent);
    }
  }

  private static boolean isKnown(Map<?, ?> known, String capability) {
    return "true".equals(known.get(capability));
  }

  private static Map<?, ?> known(List<String> kinds, Provider provider) {
    try (var chart = new BundledChart("api-kinds", "Chart.yaml", "templates/known.yaml")) {
      var rendered =
          Deployment.getInstance()
              .invokeAsync(
                  RENDER,
                  TypeShape.map(String.class, Object.class),
                  new Rendering(options(chart, kinds)),
                  new InvokeOptions(null, provider, KubernetesProvider.PLUGIN_VERSION))
              .join();
      return data(rendered);
    } catch (IOException unwritable) {
      throw new IllegalStateException("no temporary folder can be written", unwritable);
    }
  }

  private static Map<?, ?> data(Map<String, Object> rendered) {
    return rendered.get("result") instanceof List<?> objects
            && objects.size() == 1
            && objects.get(0) instanceof Map<?, ?> object
            && object.get("data") instanceof Map<?, ?> data
        ? data
        : Map.of();
  }

  private static String options(BundledChart chart, List<String> kinds) {
    try {
      return new ObjectMapper()
          .writeValueAsString(
              Map.of(
                  "path", chart.parent().toString(),
                  "chart", chart.name(),
                  "release_name", chart.name(),
                  "values", Map.of("kinds", kinds)));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The function's arguments; the SDK reads the annotated field. */
  @SuppressWarnings("UnusedVariable")
  private static final class Rendering extends InvokeArgs {
    @Import private final String jsonOpts;

    Rendering(String jsonOpts) {
      this.jsonOpts = jsonOpts;
    }
  }
}

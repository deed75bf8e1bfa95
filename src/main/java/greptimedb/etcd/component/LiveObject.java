package greptimedb.etcd.component;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Export;
import com.pulumi.core.internal.Internal;
import com.pulumi.exceptions.RunException;
import com.pulumi.kubernetes.Provider;
import com.pulumi.resources.CustomResource;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.ResourceArgs;
import greptimedb.etcd.config.reading.Problem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/**
 * An object that somebody else owns, read from the cluster by preview and up alike. The whole
 * object crosses to the program and stays in the state, so it must be small: a CRD of 1.4 MB costs
 * seconds.
 */
public final class LiveObject extends CustomResource {
  @Export(refs = Object.class, tree = "[0]")
  private Output<Object> metadata;

  @Export(refs = Object.class, tree = "[0]")
  private Output<Object> spec;

  @Export(refs = Object.class, tree = "[0]")
  private Output<Object> status;

  private LiveObject(String apiVersion, String kind, String id, String name, Provider provider) {
    super(
        "kubernetes:%s:%s"
            .formatted(apiVersion.contains("/") ? apiVersion : "core/" + apiVersion, kind),
        name,
        ResourceArgs.Empty,
        CustomResourceOptions.builder().provider(provider).id(id).build());
  }

  /**
   * The fields {@code metadata}, {@code spec} and {@code status} of an object that must be there.
   * To be called before anything is declared: the engine ends the run in which a read fails, and
   * the program with it. What the user reads then is the engine's: the kind, the setting in
   * brackets, {@code resource 'NAMESPACE/NAME' does not exist}. So the resource is named after the
   * setting that asks for the object.
   *
   * @param apiVersion such as {@code v1}
   * @param kind such as {@code PersistentVolumeClaim}
   * @param namespace of the object
   * @param name of the object
   * @param provider of the cluster
   * @param otherwise what is wrong if it cannot be read: the setting's path and value, and what to
   *     do
   * @throws RunException whose message is that problem, if the engine did not end the program
   */
  public static Map<String, Object> read(
      String apiVersion,
      String kind,
      String namespace,
      String name,
      Provider provider,
      Problem otherwise) {
    var setting = "%s: %s".formatted(otherwise.path(), otherwise.value());
    var object = new LiveObject(apiVersion, kind, namespace + "/" + name, setting, provider);
    try {
      var fields = new LinkedHashMap<String, Object>();
      value(object.metadata).ifPresent(value -> fields.put("metadata", value));
      value(object.spec).ifPresent(value -> fields.put("spec", value));
      value(object.status).ifPresent(value -> fields.put("status", value));
      return fields;
    } catch (CompletionException absent) {
      throw new RunException(otherwise.toString(), absent);
    }
  }

  private static Optional<Object> value(Output<Object> output) {
    return Internal.of(output).getValueOptional().join();
  }
}

package greptimedb.etcd.kubernetes;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Export;
import com.pulumi.core.internal.Internal;
import com.pulumi.resources.CustomResource;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.ResourceArgs;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** An object of the cluster that somebody else manages: it is read, never changed. */
public final class ReadObject extends CustomResource {
  @Export(refs = Object.class, tree = "[0]")
  private Output<Object> metadata;

  @Export(refs = Object.class, tree = "[0]")
  private Output<Object> spec;

  @Export(refs = Object.class, tree = "[0]")
  private Output<Object> status;


  /**
   * Reads an object, in previews as well.
   *
   * @param apiVersion such as {@code greptime.io/v1alpha1}
   * @param kind of the object
   * @param reference {@code namespace/name}
   * @param options with the provider
   */
  public ReadObject(
      String apiVersion, String kind, String reference, CustomResourceOptions options) {
    super(
        "kubernetes:%s:%s".formatted(apiVersion, kind),
        reference,
        ResourceArgs.Empty,
        CustomResourceOptions.merge(
            options, CustomResourceOptions.builder().id(reference).build()));
  }

  /** Its fields {@code metadata}, {@code spec} and {@code status}, without those it lacks. */
  public CompletableFuture<Map<String, Object>> fields() {
    var fields = new LinkedHashMap<String, Object>();
    return value("metadata", metadata, fields)
        .thenCompose(done -> value("spec", spec, fields))
        .thenCompose(done -> value("status", status, fields))
        .thenApply(done -> fields);
  }

  private static CompletableFuture<Void> value(
      String name, Output<Object> output, Map<String, Object> fields) {
    return Internal.of(output)
        .getValueOptional()
        .thenAccept(found -> found.ifPresent(value -> fields.put(name, value)));
  }
}

package greptimedb.consumer;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.resources.CustomResource;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.ResourceArgs;
import java.util.List;
import java.util.Map;

/** A GreptimeDB of GreptimeDB operator 0.5.4 or newer: a kind that the Kubernetes SDK lacks. */
final class GreptimeDBCluster extends CustomResource {
  /**
   * Declares it under its own name.
   *
   * @param endpoint of etcd, {@code host:port}
   */
  GreptimeDBCluster(Settings settings, String endpoint, CustomResourceOptions options) {
    super(
        "kubernetes:greptime.io/v1alpha1:GreptimeDBCluster",
        settings.name(),
        new Arguments(settings, endpoint),
        options);
  }

  /** The SDK reads annotated fields only. */
  @SuppressWarnings("unused")
  private static final class Arguments extends ResourceArgs {
    @Import private final Output<String> apiVersion = Output.of("greptime.io/v1alpha1");
    @Import private final Output<String> kind = Output.of("GreptimeDBCluster");
    @Import private final Output<Map<String, Object>> metadata;
    @Import private final Output<Map<String, Object>> spec;

    Arguments(Settings settings, String endpoint) {
      metadata = Output.of(Map.of("namespace", settings.namespace(), "name", settings.name()));
      spec = Output.of(spec(settings, endpoint));
    }

    private static Map<String, Object> spec(Settings settings, String endpoint) {
      return Map.of(
          "base", Map.of("main", Map.of("image", settings.image())),
          "frontend", Map.of("replicas", 1),
          "datanode", Map.of("replicas", settings.datanodes()),
          "meta",
              Map.of(
                  "replicas",
                  1,
                  "backendStorage",
                  Map.of("etcd", Map.of("endpoints", List.of(endpoint)))));
    }
  }
}

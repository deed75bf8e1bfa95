package greptimedb.consumer;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.core.Output;
import com.pulumi.kubernetes.Provider;
import com.pulumi.kubernetes.ProviderArgs;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.StackReference;
import greptimedb.etcd.outputs.EtcdStackOutputs;
import greptimedb.etcd.outputs.OutputsException;
import java.util.HashMap;

/** Reads from the stack of etcd where etcd is, and creates a GreptimeDBCluster that uses it. */
public final class Consumer {
  /** The SDK would ask for plugin 4.0.0, which deletes an object whose patch is removed. */
  private static final String PLUGIN_VERSION = "4.27.0";

  private Consumer() {}

  /** Started by {@code pulumi preview} and {@code pulumi up}. */
  public static void main(String[] arguments) {
    Pulumi.run(Consumer::declare);
  }

  private static void declare(Context context) {
    var settings = Settings.of(context.config());
    try {
      declare(context, settings, read(new StackReference(settings.etcdStack())));
    } catch (OutputsException unusable) {
      context.log().error(unusable.getMessage());
    }
  }

  private static void declare(Context context, Settings settings, EtcdStackOutputs etcd) {
    new GreptimeDBCluster(
        settings,
        etcd.endpoint(),
        CustomResourceOptions.builder()
            .provider(provider())
            // A change rolls Metasrv, whose old pods would still lead on the old etcd: after a
            // restore, `ops restore` of the etcd stack stops them first and moves the endpoint.
            .ignoreChanges("spec.meta.backendStorage.etcd.endpoints")
            .build());
    context.export("namespace", Output.of(settings.namespace()));
    context.export("name", Output.of(settings.name()));
    context.export("etcdEndpoint", Output.of(etcd.endpoint()));
  }

  /** Before anything is declared: what is wrong with a resource's input has a stack trace. */
  private static EtcdStackOutputs read(StackReference etcd) {
    var outputs = new HashMap<String, Object>();
    for (var name : EtcdStackOutputs.REQUIRED) {
      etcd.outputDetailsAsync(name).join().getValue().ifPresent(value -> outputs.put(name, value));
    }
    return EtcdStackOutputs.of(outputs);
  }

  /** Of the kubeconfig in use, whose path stays out of the state. */
  private static Provider provider() {
    return new Provider(
        "kubernetes",
        ProviderArgs.builder().kubeconfig("").build(),
        CustomResourceOptions.builder().version(PLUGIN_VERSION).build());
  }
}

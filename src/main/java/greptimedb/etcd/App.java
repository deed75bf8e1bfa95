package greptimedb.etcd;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import greptimedb.etcd.component.KubernetesProvider;
import greptimedb.etcd.component.PreviousOutputs;
import greptimedb.etcd.config.Advice;
import greptimedb.etcd.config.ConfigurationReader;
import greptimedb.etcd.config.ModeChange;
import greptimedb.etcd.config.cluster.VolumeGrowth;
import greptimedb.etcd.config.reading.ConfigurationException;
import java.lang.ref.Reference;
import java.time.Instant;
import java.util.Map;

/** The front door: configuration, components, outputs. */
public final class App {
  private App() {}

  /** Started by {@code pulumi preview} and {@code pulumi up}. */
  public static void main(String[] arguments) {
    var waiting = new QuietWaiting();
    try {
      Pulumi.run(
          context -> {
            waiting.begin();
            declare(context, Settings.of(System.getenv()));
          });
    } finally {
      Reference.reachabilityFence(waiting);
    }
  }

  /**
   * Declares the whole stack, or logs why its configuration cannot be used; nothing is declared
   * then.
   */
  static void declare(Context context, Map<String, String> settings) {
    try {
      var configuration = new ConfigurationReader().read(settings);
      var previous = new PreviousOutputs(context);
      VolumeGrowth.refuse(
          configuration.cluster(), previous.storageSize(configuration.cluster().release()));
      ModeChange.refuse(configuration, previous.modes());
      var stack = new StackResources(configuration, KubernetesProvider.declare());
      Advice.on(configuration, Instant.now()).forEach(context.log()::warn);
      stack.declare();
      StackOutputs.of(configuration).forEach(context::export);
    } catch (ConfigurationException unusable) {
      context.log().error(unusable.getMessage());
    }
  }
}

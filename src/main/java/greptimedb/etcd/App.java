package greptimedb.etcd;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.core.Output;
import greptimedb.etcd.component.KubernetesProvider;
import greptimedb.etcd.component.PreviousOutputs;
import greptimedb.etcd.component.WaitingNotice;
import greptimedb.etcd.config.Advice;
import greptimedb.etcd.config.ConfigurationReader;
import greptimedb.etcd.config.ModeChange;
import greptimedb.etcd.config.ReleaseChange;
import greptimedb.etcd.config.cluster.VolumeGrowth;
import greptimedb.etcd.config.reading.ConfigurationException;
import greptimedb.etcd.model.cluster.HelmValues;
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
    var now = Instant.now();
    try {
      var configuration = new ConfigurationReader().read(settings);
      var previous = new PreviousOutputs(context);
      for (var release : configuration.releases()) {
        VolumeGrowth.refuse(configuration.cluster().beside(release), previous.storageSize(release));
      }
      ModeChange.refuse(configuration, previous.modes());
      var deployed = previous.releases();
      ReleaseChange.refuse(configuration, deployed);
      var values = HelmValues.of(configuration, configuration.cluster().release());
      Advice.on(configuration, now).forEach(context.log()::warn);
      var stack = new StackResources(configuration, deployed, values, KubernetesProvider.declare());
      stack.prepare(System.getenv(), now).forEach(context.log()::warn);
      WaitingNotice.about(stack.declare(), context);
      StackOutputs.of(configuration, stack.recovery(), stack.cutover())
          .forEach(
              (name, value) ->
                  context.export(
                      name, value instanceof Output<?> later ? later : Output.of(value)));
    } catch (ConfigurationException unusable) {
      context.log().error(unusable.getMessage());
    }
  }
}

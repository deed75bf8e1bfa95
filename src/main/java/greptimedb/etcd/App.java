package greptimedb.etcd;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.core.Output;
import greptimedb.etcd.component.KubernetesProvider;
import greptimedb.etcd.component.PreviousOutputs;
import greptimedb.etcd.component.WaitingNotice;
import greptimedb.etcd.config.Advice;
import greptimedb.etcd.config.ConfigurationReader;
import greptimedb.etcd.config.StackChange;
import greptimedb.etcd.config.reading.ConfigurationException;
import greptimedb.etcd.model.change.MemberCheck;
import greptimedb.etcd.model.cluster.HelmValues;
import java.lang.ref.Reference;
import java.time.Instant;

/** The front door: configuration, components, outputs. */
public final class App {
  private App() {}

  /** Started by {@code pulumi preview} and {@code pulumi up}. */
  public static void main(String[] arguments) {
    System.exit(run());
  }

  /** Answers the program's exit code. */
  private static int run() {
    var waiting = new QuietWaiting();
    var channels = EngineChannels.open();
    try {
      return Pulumi.runAsync(
              context -> {
                waiting.begin();
                declare(context, Settings.of(System.getenv()));
              })
          .join();
    } finally {
      channels.close();
      Reference.reachabilityFence(waiting);
    }
  }

  /**
   * Declares the whole stack, or logs why its configuration cannot be used; nothing is declared
   * then.
   */
  static void declare(Context context, Settings settings) {
    var now = Instant.now();
    try {
      var configuration = new ConfigurationReader().read(settings.values(), settings.secretKeys());
      var previous = PreviousOutputs.of(context);
      StackChange.refuse(configuration, previous);
      var deployed = previous.releases();
      var values = HelmValues.of(configuration, configuration.cluster().release());
      Advice.on(configuration, now).forEach(context.log()::warn);
      var check = MemberCheck.of(configuration, previous, now);
      var stack =
          new StackResources(configuration, deployed, values, check, KubernetesProvider.declare());
      stack.prepare(System.getenv(), now).forEach(context.log()::warn);
      WaitingNotice.about(stack.declare(), context);
      StackOutputs.of(configuration, check, stack.recovery(), stack.cutover())
          .forEach(
              (name, value) ->
                  context.export(
                      name, value instanceof Output<?> later ? later : Output.of(value)));
    } catch (ConfigurationException unusable) {
      context.log().error(unusable.getMessage());
    }
  }
}

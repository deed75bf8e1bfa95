package greptimedb.etcd;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import greptimedb.etcd.component.CutoverPlan;
import greptimedb.etcd.component.KubernetesProvider;
import greptimedb.etcd.component.PreviousOutputs;
import greptimedb.etcd.component.RecoveryPlan;
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
    declare(context, settings, Instant.now());
  }

  /** The same at a certain time. */
  static void declare(Context context, Map<String, String> settings, Instant now) {
    try {
      var configuration = new ConfigurationReader().read(settings);
      var previous = new PreviousOutputs(context);
      configuration
          .releases()
          .forEach(
              release ->
                  VolumeGrowth.refuse(
                      configuration.cluster().beside(release), previous.storageSize(release)));
      ModeChange.refuse(configuration, previous.modes());
      var deployed = previous.releases();
      ReleaseChange.refuse(configuration, deployed);
      var values = HelmValues.of(configuration, configuration.cluster().release());
      var provider = KubernetesProvider.declare();
      var cutover = CutoverPlan.of(configuration, provider);
      var recovery = RecoveryPlan.of(configuration, deployed, cutover, now);
      var stack = new StackResources(configuration, values, provider, deployed, recovery, cutover);
      Advice.on(configuration, now).forEach(context.log()::warn);
      cutover.ifPresent(plan -> plan.warnings().forEach(context.log()::warn));
      var outcome = stack.declare();
      StackOutputs.of(configuration, outcome, cutover).forEach(context::export);
    } catch (ConfigurationException unusable) {
      context.log().error(unusable.getMessage());
    }
  }
}

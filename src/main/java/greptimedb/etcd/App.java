package greptimedb.etcd;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import greptimedb.etcd.component.CutoverPlan;
import greptimedb.etcd.component.EtcdCluster;
import greptimedb.etcd.component.KubernetesProvider;
import greptimedb.etcd.component.MetadataCutover;
import greptimedb.etcd.component.PreviousOutputs;
import greptimedb.etcd.config.Advice;
import greptimedb.etcd.config.ConfigurationReader;
import greptimedb.etcd.config.cluster.VolumeGrowth;
import greptimedb.etcd.config.reading.ConfigurationException;
import greptimedb.etcd.model.cluster.HelmValues;
import java.lang.ref.Reference;
import java.util.List;
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
      var values = HelmValues.of(configuration.cluster());
      VolumeGrowth.refuse(
          configuration.cluster(),
          new PreviousOutputs(context).storageSize(configuration.cluster().release()));
      Advice.on(configuration.cluster()).forEach(context.log()::warn);
      var provider = KubernetesProvider.declare();
      var cutover = CutoverPlan.of(configuration, provider);
      cutover.ifPresent(plan -> plan.warnings().forEach(context.log()::warn));
      var cluster = new EtcdCluster(configuration.cluster(), values, provider);
      cutover.ifPresent(plan -> new MetadataCutover(plan, List.of(cluster.release()), provider));
      StackOutputs.of(configuration, cutover).forEach(context::export);
    } catch (ConfigurationException unusable) {
      context.log().error(unusable.getMessage());
    }
  }
}

package greptimedb.etcd.config;

import greptimedb.etcd.config.cluster.VolumeGrowth;

/** What no up may make of a stack that is there, though the configuration is right by itself. */
public final class StackChange {
  private StackChange() {}

  /**
   * Refuses another volume size, a capability that moves to the chart, and a release that would be
   * lost.
   *
   * @param deployed what the stack has
   * @throws greptimedb.etcd.config.reading.ConfigurationException naming the steps that work
   */
  public static void refuse(Configuration configuration, DeployedStack deployed) {
    for (var release : configuration.releases()) {
      VolumeGrowth.refuse(configuration.cluster().beside(release), deployed.storageSize(release));
    }
    ModeChange.refuse(configuration, deployed.modes());
    ReleaseChange.refuse(configuration, deployed.releases());
  }
}

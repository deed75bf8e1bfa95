package greptimedb.etcd.config;

import greptimedb.etcd.config.cluster.MemberGrowth;
import greptimedb.etcd.config.cluster.VolumeGrowth;

/** What no up may make of a stack that is there, though the configuration is right by itself. */
public final class StackChange {
  private StackChange() {}

  /**
   * Refuses another volume size, more members than can join, a capability that moves to the chart,
   * and a release that would be lost.
   *
   * @param deployed what the stack has
   * @throws greptimedb.etcd.config.reading.ConfigurationException naming the steps that work
   */
  public static void refuse(Configuration configuration, DeployedStack deployed) {
    for (var release : configuration.releases()) {
      var cluster = configuration.cluster().beside(release);
      VolumeGrowth.refuse(cluster, deployed.storageSize(release));
      MemberGrowth.refuse(cluster, deployed.members(release));
    }
    ModeChange.refuse(configuration, deployed.modes());
    ReleaseChange.refuse(configuration, deployed.releases());
  }
}

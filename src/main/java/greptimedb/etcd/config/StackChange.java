package greptimedb.etcd.config;

import greptimedb.etcd.config.backup.StorageChange;
import greptimedb.etcd.config.cluster.ClaimChange;
import greptimedb.etcd.config.cluster.MemberGrowth;
import greptimedb.etcd.config.cluster.VolumeGrowth;
import greptimedb.etcd.config.reading.ConfigurationException;
import greptimedb.etcd.config.reading.Problem;
import java.util.ArrayList;
import java.util.List;

/** What no up may make of a stack that is there, though the configuration is right by itself. */
public final class StackChange {
  /** The way out for what a release can never become. */
  static final String ANOTHER_STACK =
      "Data move by a snapshot: a stack of its own, with what has to differ, that restores from"
          + " this one's backup storage (docs/restore.md, Into a stack of its own)";

  private StackChange() {}

  /**
   * Refuses another namespace, other claims, more members than can join, a capability that moves to
   * the chart, and a release that would be lost.
   *
   * @param deployed what the stack has
   * @throws ConfigurationException with every such change, each with the way that works
   */
  public static void refuse(Configuration configuration, DeployedStack deployed) {
    var problems = new ArrayList<>(NamespaceChange.problems(configuration, deployed));
    for (var release : configuration.releases()) {
      var cluster = configuration.cluster().beside(release);
      note(() -> VolumeGrowth.refuse(cluster, deployed.storageSize(release)), problems);
      problems.addAll(
          ClaimChange.problems(
              cluster,
              deployed.storageClass(release),
              deployed.claimTemplates(release),
              ANOTHER_STACK));
      note(() -> MemberGrowth.refuse(cluster, deployed.members(release)), problems);
    }
    configuration
        .backup()
        .flatMap(
            backup ->
                StorageChange.problem(
                    backup.storage(),
                    deployed.backupStorage(),
                    configuration.cluster().namespace()))
        .ifPresent(problems::add);
    note(() -> ModeChange.refuse(configuration, deployed.modes()), problems);
    note(() -> ReleaseChange.refuse(configuration, deployed.releases()), problems);
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
  }

  private static void note(Runnable rule, List<Problem> problems) {
    try {
      rule.run();
    } catch (ConfigurationException refused) {
      problems.addAll(refused.problems());
    }
  }
}

package greptimedb.etcd.config;

import greptimedb.etcd.config.reading.ConfigurationException;
import greptimedb.etcd.config.reading.Problem;
import greptimedb.etcd.config.restore.DeployedReleases;
import greptimedb.etcd.config.restore.RestoreConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a stack must not do to the releases that it has: take away the one in use, or restore over
 * one. {@code docs/restore.md} walks through all steps.
 */
public final class ReleaseChange {
  private ReleaseChange() {}

  /**
   * Refuses what would lose data.
   *
   * @param deployed the stack's releases before this run
   * @throws ConfigurationException naming the steps that work
   */
  public static void refuse(Configuration configuration, DeployedReleases deployed) {
    var problems = new ArrayList<Problem>();
    deployed
        .active()
        .filter(release -> !configuration.releases().contains(release))
        .ifPresent(release -> problems.add(takenAway(configuration, release)));
    renamed(configuration, deployed).ifPresent(problems::add);
    configuration
        .restore()
        .flatMap(restore -> restoredOver(restore, deployed))
        .ifPresent(problems::add);
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
  }

  private static Problem takenAway(Configuration configuration, String release) {
    return new Problem(
        "active",
        configuration.active(),
        "release %s is the active one, and this configuration would uninstall it; keep it as cluster.release or restore.release, set active to another release and run up, then take it away"
            .formatted(release));
  }

  /** It would install an empty release in the place of one that is there. */
  private static Optional<Problem> renamed(Configuration configuration, DeployedReleases deployed) {
    var release = configuration.cluster().release();
    return deployed.names().isEmpty() || deployed.names().contains(release)
        ? Optional.empty()
        : Optional.of(
            new Problem(
                "cluster.release",
                release,
                "this stack has %s, and a Helm release cannot be renamed: an empty one would be installed; set it back. Under another name the data live on by a restore: restore.release: %s, then active: %s (docs/restore.md)"
                    .formatted(String.join(" and ", deployed.names()), release, release)));
  }

  private static Optional<Problem> restoredOver(
      RestoreConfiguration restore, DeployedReleases deployed) {
    if (!deployed.names().contains(restore.release())) {
      return Optional.empty();
    }
    var restored = deployed.restored(restore.release());
    if (restored.isEmpty()) {
      return Optional.of(
          new Problem(
              "restore.release",
              restore.release(),
              "this release exists and was not restored by this stack's restore block; a restore"
                  + " never writes over a release. Retire it first: "
                  + retire(restore.release())));
    }
    return restored
        .filter(finished -> !finished.snapshot().equals(restore.snapshot()))
        .map(
            finished ->
                new Problem(
                    "restore.snapshot",
                    restore.snapshot(),
                    "release %s was already restored from %s; a restore never writes over a release. Set it back, or retire the release first: "
                            .formatted(restore.release(), finished.snapshot())
                        + retire(restore.release())));
  }

  private static String retire(String release) {
    return String.join(
        ", ",
        List.of(
            "make the other release cluster.release and active",
            "set restore.enabled: false and run up",
            "./ops retire %s --delete-data".formatted(release)));
  }
}

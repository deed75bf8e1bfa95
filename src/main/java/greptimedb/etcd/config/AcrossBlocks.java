package greptimedb.etcd.config;

import greptimedb.etcd.config.reading.Problem;
import greptimedb.etcd.config.reading.Shown;
import greptimedb.etcd.config.restore.RestoreConfiguration;
import java.util.ArrayList;
import java.util.List;

/** What is wrong between blocks that are right by themselves. */
final class AcrossBlocks {
  private AcrossBlocks() {}

  static List<Problem> problems(Configuration configuration) {
    var problems = new ArrayList<Problem>();
    var releases = configuration.releases();
    if (!releases.contains(configuration.active())) {
      problems.add(
          new Problem(
              "active",
              Shown.text(configuration.active()),
              "expected the name of a release of this stack: " + String.join(" or ", releases)));
    }
    configuration.restore().ifPresent(restore -> restore(configuration, restore, problems));
    return problems;
  }

  private static void restore(
      Configuration configuration, RestoreConfiguration restore, List<Problem> problems) {
    if (restore.release().equals(configuration.cluster().release())) {
      problems.add(
          new Problem(
              "restore.release",
              restore.release(),
              "expected another name than cluster.release: a restore never writes over a release"));
    }
    if (configuration.backup().isEmpty()) {
      problems.add(
          new Problem(
              "restore.enabled",
              "true",
              "expected backup.enabled: true beside it, since snapshots are on the backup volume"));
    }
  }
}

package greptimedb.etcd.model.monitoring;

import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.model.backup.Snapshotter;
import greptimedb.etcd.model.cluster.ObjectNames;
import greptimedb.etcd.model.defrag.Defragmenter;

/**
 * The names of the CronJobs that are watched; the chart names its own after the active release.
 *
 * @param snapshotter that takes snapshots
 * @param drill that restores one to see whether it can be
 * @param defrag that defragments
 */
record CronJobs(String snapshotter, String drill, String defrag) {

  static CronJobs of(Configuration configuration) {
    var own = ObjectNames.of(configuration.cluster());
    return new CronJobs(
        configuration
            .backup()
            .map(backup -> Snapshotter.cronJob(configuration, backup))
            .orElse(own.snapshotter()),
        own.restoreDrill(),
        configuration
            .defrag()
            .map(defrag -> Defragmenter.cronJob(configuration, defrag))
            .orElse(own.defrag()));
  }
}

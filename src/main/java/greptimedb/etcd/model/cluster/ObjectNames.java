package greptimedb.etcd.model.cluster;

import greptimedb.etcd.config.cluster.ClusterConfiguration;

/**
 * The names of the program's own objects: the document's for a release named {@code etcd}. They
 * follow {@code cluster.release} and stay the same when another release becomes the active one.
 *
 * @param fullName the chart's full name of the release
 */
public record ObjectNames(String fullName) {
  /** The ConfigMap in which the command restore keeps its progress. */
  public static final String RESTORE_PROGRESS = "etcd-restore";

  /** Its key with the progress as JSON. */
  public static final String RESTORE_PROGRESS_KEY = "progress.json";

  /** The names in a cluster. */
  public static ObjectNames of(ClusterConfiguration cluster) {
    return new ObjectNames(
        new ReleaseNames(cluster.namespace(), cluster.release(), cluster.replicas()).fullName());
  }

  /** The CronJob that takes snapshots. */
  public String snapshotter() {
    return fullName + "-snapshotter";
  }

  /** The CronJob that restores the newest snapshot as a test. */
  public String restoreDrill() {
    return fullName + "-restore-drill";
  }

  /** The CronJob that defragments. */
  public String defrag() {
    return fullName + "-defrag";
  }

  /** The ConfigMap that holds the scripts of all of them. */
  public String scripts() {
    return fullName + "-job-scripts";
  }
}

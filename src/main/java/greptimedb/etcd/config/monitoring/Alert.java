package greptimedb.etcd.config.monitoring;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Every alert that the program knows. Those down to the fragmentation ratio have the names that the
 * etcd project gives them in its mixin, so that silences and routes made for these fit.
 */
public enum Alert {
  /** A member does not answer. */
  MEMBERS_DOWN("etcdMembersDown"),
  /** Too few members for a majority, or nearly. */
  INSUFFICIENT_MEMBERS("etcdInsufficientMembers"),
  /** A member knows no leader. */
  NO_LEADER("etcdNoLeader"),
  /** Leaders change too often. */
  LEADER_CHANGES("etcdHighNumberOfLeaderChanges"),
  /** Requests fail. */
  FAILED_REQUESTS("etcdHighNumberOfFailedGRPCRequests"),
  /** Requests are slow. */
  SLOW_REQUESTS("etcdGRPCRequestsSlow"),
  /** Members reach each other slowly. */
  SLOW_PEERS("etcdMemberCommunicationSlow"),
  /** Proposals fail. */
  FAILED_PROPOSALS("etcdHighNumberOfFailedProposals"),
  /** The log is written slowly. */
  SLOW_FSYNC("etcdHighFsyncDurations"),
  /** The database is written slowly. */
  SLOW_COMMIT("etcdHighCommitDurations"),
  /** The database is nearly as large as its quota. */
  QUOTA_LOW("etcdDatabaseQuotaLowSpace"),
  /** The database will soon be as large as its quota. */
  GROWTH("etcdExcessiveDatabaseGrowth"),
  /** Much of the database is free pages. */
  FRAGMENTATION("etcdDatabaseHighFragmentationRatio"),
  /** The database is on its way to the quota. */
  QUOTA_USED("etcdDatabaseFillingUp"),
  /** etcd refuses writes for want of space. */
  NO_SPACE("etcdNoSpaceAlarm"),
  /** The last good snapshot is too old. */
  SNAPSHOT_OLD("etcdSnapshotTooOld"),
  /** There never was a good snapshot, or nobody knows. */
  SNAPSHOT_ABSENT("etcdSnapshotAbsent"),
  /** No snapshots are taken. */
  SNAPSHOT_SUSPENDED("etcdSnapshotsSuspended"),
  /** The last snapshot failed. */
  SNAPSHOT_FAILED("etcdSnapshotFailed"),
  /** The last good restore drill is too old. */
  DRILL_OLD("etcdRestoreDrillTooOld"),
  /** The last restore drill failed. */
  DRILL_FAILED("etcdRestoreDrillFailed"),
  /** The last defragmentation failed. */
  DEFRAG_FAILED("etcdDefragFailed");

  private final String text;

  Alert(String text) {
    this.text = text;
  }

  /** The name that Prometheus shows. */
  public String text() {
    return text;
  }

  /** Whether the etcd project has an alert of this name. */
  public boolean isOfEtcdProject() {
    return compareTo(FRAGMENTATION) <= 0;
  }

  /** All names, in the order of the documentation. */
  public static List<String> names() {
    return Arrays.stream(values()).map(Alert::text).toList();
  }

  /** The alert of a name; empty if there is none. */
  public static Optional<Alert> parse(String text) {
    return Arrays.stream(values()).filter(alert -> alert.text.equals(text)).findFirst();
  }
}

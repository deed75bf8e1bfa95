package greptimedb.etcd.config.monitoring;

import greptimedb.etcd.config.value.Quantity;
import greptimedb.etcd.config.value.Schedule;
import greptimedb.etcd.config.value.TimeSpan;
import java.time.Duration;
import java.util.Optional;

/**
 * The block {@code monitoring.alerts.thresholds}; the defaults are those of the etcd project.
 *
 * @param memberDown how long a member may be away
 * @param leaderChanges in a quarter of an hour
 * @param failedRequestsWarning percent of the requests of a method
 * @param failedRequestsCritical the same, at which somebody is woken
 * @param slowRequest 99th percentile of applying a request
 * @param slowPeer 99th percentile of a round trip between members
 * @param failedProposals in a quarter of an hour
 * @param fsyncWarning 99th percentile of writing the log
 * @param fsyncCritical the same, at which somebody is woken
 * @param commit 99th percentile of writing the database
 * @param quotaLow percent of the quota, at which somebody is woken
 * @param quotaUsed percent of the quota
 * @param fragmentation percent of the database that is in use, at the least
 * @param fragmentationFrom size in use from which fragmentation counts
 * @param snapshotAge of the last good snapshot; empty means twice the longest time between two
 * @param drillAge of the last good restore drill; likewise
 */
public record AlertThresholds(
    TimeSpan memberDown,
    int leaderChanges,
    int failedRequestsWarning,
    int failedRequestsCritical,
    TimeSpan slowRequest,
    TimeSpan slowPeer,
    int failedProposals,
    TimeSpan fsyncWarning,
    TimeSpan fsyncCritical,
    TimeSpan commit,
    int quotaLow,
    int quotaUsed,
    int fragmentation,
    Quantity fragmentationFrom,
    Optional<TimeSpan> snapshotAge,
    Optional<TimeSpan> drillAge) {
  /** Percent of the quota at which somebody is woken, where the stack file has none. */
  public static final int QUOTA_LOW = 95;

  /** Percent of the quota that deserves a warning, where the stack file has none. */
  public static final int QUOTA_USED = 80;

  /**
   * How old the last good run of a schedule may be.
   *
   * @param told by the stack file; otherwise it follows from the schedule
   */
  public static Duration age(Optional<TimeSpan> told, Schedule schedule) {
    return told.map(TimeSpan::duration).orElseGet(schedule::longestAge);
  }
}

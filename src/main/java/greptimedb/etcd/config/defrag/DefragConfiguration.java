package greptimedb.etcd.config.defrag;

import greptimedb.etcd.config.value.Appointment;
import greptimedb.etcd.config.value.Mode;
import greptimedb.etcd.config.value.Quantity;
import greptimedb.etcd.config.value.Schedule;
import greptimedb.etcd.config.value.TimeSpan;
import java.time.Duration;

/**
 * The block {@code defrag}, where it is enabled and its risk acknowledged.
 *
 * @param mode who makes the CronJob
 * @param schedule when members are defragmented
 * @param deadline how long a run may take
 * @param suspend whether the schedule is held
 * @param jobHistory finished Jobs that are kept
 * @param thresholds which members are worth it
 * @param pause between two members
 * @param timeoutPerGiB how long a member may take for each begun GiB of its database
 * @param waitForSnapshot how long a snapshot that is being taken is waited for
 */
public record DefragConfiguration(
    Mode mode,
    Schedule schedule,
    TimeSpan deadline,
    boolean suspend,
    JobHistory jobHistory,
    Thresholds thresholds,
    TimeSpan pause,
    TimeSpan timeoutPerGiB,
    TimeSpan waitForSnapshot) {
  private static final long GIB = 1L << 30;

  /** A PiB: far more than etcd holds, and little enough for the length of a run to be counted. */
  private static final long MOST_GIBIBYTES = 1L << 20;

  /** When members are defragmented, and how long that may take. */
  public Appointment appointment() {
    return new Appointment("defrag.schedule", schedule, deadline.duration());
  }

  /**
   * What a run takes at the most: a snapshot that is waited for once, then so many members, each of
   * which uses up its time and the pause.
   *
   * @param quota the largest that a member's database can be
   */
  public Duration longest(int members, Quantity quota) {
    var gibibytes = Math.min(MOST_GIBIBYTES, 1 + (quota.toLong() - 1) / GIB);
    return timeoutPerGiB
        .duration()
        .multipliedBy(gibibytes)
        .plus(pause.duration())
        .multipliedBy(members)
        .plus(waitForSnapshot.duration());
  }
}

package greptimedb.etcd.config.backup;

import greptimedb.etcd.config.value.Appointment;
import greptimedb.etcd.config.value.Mode;
import greptimedb.etcd.config.value.Schedule;
import greptimedb.etcd.config.value.TimeSpan;
import java.util.Optional;

/**
 * The block {@code backup}, where it is enabled.
 *
 * @param mode who makes the CronJob
 * @param schedule when a snapshot is taken
 * @param deadline how long one may take
 * @param keep snapshot files that are kept
 * @param keepFor how long they are kept at the longest; empty means until {@code keep} younger ones
 *     are there
 * @param jobHistory finished Jobs that are kept
 * @param storage where the files are
 * @param drill when the newest snapshot is restored as a test; empty means never
 */
public record BackupConfiguration(
    Mode mode,
    Schedule schedule,
    TimeSpan deadline,
    int keep,
    Optional<TimeSpan> keepFor,
    int jobHistory,
    BackupStorage storage,
    Optional<Drill> drill) {

  /** When snapshots are taken, and how long one may take. */
  public Appointment snapshots() {
    return new Appointment("backup.schedule", schedule, deadline.duration());
  }
}

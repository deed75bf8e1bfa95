package greptimedb.etcd.config.backup;

import greptimedb.etcd.config.value.Appointment;
import greptimedb.etcd.config.value.Schedule;
import greptimedb.etcd.config.value.TimeSpan;

/**
 * The block {@code backup.drill}.
 *
 * @param schedule when the newest snapshot is restored into scratch space
 * @param deadline how long that may take
 */
public record Drill(Schedule schedule, TimeSpan deadline) {

  /** When drills are run, and how long one may take. */
  public Appointment appointment() {
    return new Appointment("backup.drill.schedule", schedule, deadline.duration());
  }
}

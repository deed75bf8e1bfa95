package greptimedb.etcd.config.defrag;

import greptimedb.etcd.config.value.Appointment;
import greptimedb.etcd.config.value.Mode;
import greptimedb.etcd.config.value.Schedule;
import greptimedb.etcd.config.value.TimeSpan;

/**
 * The block {@code defrag}, where it is enabled and its risk acknowledged.
 *
 * @param mode who makes the CronJob
 * @param schedule when members are defragmented
 * @param deadline how long a run may take
 * @param suspend whether the schedule is held
 * @param jobHistory finished Jobs that are kept
 */
public record DefragConfiguration(
    Mode mode, Schedule schedule, TimeSpan deadline, boolean suspend, JobHistory jobHistory) {

  /** When members are defragmented, and how long that may take. */
  public Appointment appointment() {
    return new Appointment("defrag.schedule", schedule, deadline.duration());
  }
}

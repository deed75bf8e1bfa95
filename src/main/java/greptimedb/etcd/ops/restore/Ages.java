package greptimedb.etcd.ops.restore;

import java.time.Duration;

/** Durations for people: the two largest units. */
public final class Ages {
  private Ages() {}

  /** Such as {@code 3 h 12 min}. */
  public static String shown(Duration age) {
    if (age.toDays() > 0) {
      return "%d d %d h".formatted(age.toDays(), age.toHoursPart());
    }
    if (age.toHours() > 0) {
      return "%d h %d min".formatted(age.toHours(), age.toMinutesPart());
    }
    return age.toMinutes() > 0
        ? "%d min %d s".formatted(age.toMinutes(), age.toSecondsPart())
        : "%d s".formatted(age.toSeconds());
  }
}

package greptimedb.etcd.config.value;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Work that comes again and again and must not meet other such work.
 *
 * @param path of the setting that says when
 * @param schedule when it begins
 * @param longest how long it may last
 */
public record Appointment(String path, Schedule schedule, Duration longest) {
  private static final int DAYS_LOOKED_AHEAD = 400;

  /**
   * When this and the other are next at work at the same time, at the latest 400 days ahead.
   *
   * @param after where to begin
   * @return the later of the two beginnings; empty if they do not meet
   */
  public Optional<Instant> nextClash(Appointment other, Instant after) {
    var end = after.plus(DAYS_LOOKED_AHEAD, ChronoUnit.DAYS);
    var ours = schedule.runsAfter(after);
    var theirs = other.schedule.runsAfter(after);
    var our = ours.next();
    var their = theirs.next();
    while (our.isBefore(end) && their.isBefore(end)) {
      if (our.isBefore(their.plus(other.longest)) && their.isBefore(our.plus(longest))) {
        return Optional.of(our.isBefore(their) ? their : our);
      }
      if (our.isBefore(their)) {
        our = ours.next();
      } else {
        their = theirs.next();
      }
    }
    return Optional.empty();
  }
}

package greptimedb.etcd.ops.doctor.look;

import greptimedb.etcd.ops.doctor.check.Clocks.Difference;
import java.time.Duration;
import java.time.Instant;

/** Another clock, read over a network. */
final class Clock {
  private static final Duration HALF_A_SECOND = Duration.ofMillis(500);

  private Clock() {}

  /**
   * What it differs by: it was read somewhere between question and answer, and somewhere in its
   * second.
   *
   * @param of whose it is
   * @param read what it said, in whole seconds
   */
  static Difference wholeSeconds(String of, Instant read, Instant asked, Instant answered) {
    var halfWay = Duration.between(asked, answered).dividedBy(2);
    return new Difference(
        of,
        Duration.between(asked.plus(halfWay), read.plus(HALF_A_SECOND)),
        halfWay.plus(HALF_A_SECOND));
  }
}

package greptimedb.etcd.ops.console;

import java.time.Duration;
import java.time.Instant;

/** How long ago something was, for people. */
public final class Age {
  private Age() {}

  /** As kubectl shows it: the two largest units, such as {@code 3h12m}. */
  public static String shown(Duration age) {
    if (age.toDays() > 0) {
      return "%dd%dh".formatted(age.toDays(), age.toHoursPart());
    }
    if (age.toHours() > 0) {
      return "%dh%dm".formatted(age.toHours(), age.toMinutesPart());
    }
    return age.toMinutes() > 0
        ? "%dm%ds".formatted(age.toMinutes(), age.toSecondsPart())
        : age.toSeconds() + "s";
  }

  /**
   * The time since a moment.
   *
   * @param moment as Kubernetes writes it (RFC 3339); null, where an object has none, is a dash
   */
  public static String since(String moment, Instant now) {
    return moment == null ? "-" : shown(Duration.between(Instant.parse(moment), now));
  }
}

package greptimedb.etcd.config.value;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/**
 * When a CronJob runs: five fields of cron, in UTC as the controller manager reads them.
 *
 * @param text as written, such as {@code *}{@code /30 * * * *}
 */
public record Schedule(String text) {
  /** What a problem says of a text that is no schedule. */
  public static final String EXPECTED =
      "expected five fields of cron (minute hour day month weekday, 0-6 for Sunday to Saturday),"
          + " such as \"*/30 * * * *\"";

  /** The words of Kubernetes' cron, and what they stand for. */
  private static final Map<String, String> WORDS =
      Map.of(
          "@yearly", "0 0 1 1 *",
          "@annually", "0 0 1 1 *",
          "@monthly", "0 0 1 * *",
          "@weekly", "0 0 * * 0",
          "@daily", "0 0 * * *",
          "@midnight", "0 0 * * *",
          "@hourly", "0 * * * *");

  private static final LocalDate SOME_DAY = LocalDate.of(2024, 1, 1);

  /**
   * Reads a schedule that runs at least once; empty if the text is none. A word such as {@code
   * @daily} becomes the five fields that it stands for.
   */
  public static Optional<Schedule> parse(String text) {
    var fields = WORDS.getOrDefault(text.strip(), text.strip());
    return CronFields.parse(fields)
        .filter(known -> new Runs(known, Instant.EPOCH).hasNext())
        .map(known -> new Schedule(fields));
  }

  /** Reads a schedule that is known to be one: a default of the program's own. */
  public static Schedule of(String text) {
    return parse(text).orElseThrow(() -> new IllegalArgumentException("no schedule: " + text));
  }

  /** Whether a run of this length ends before the next one begins. */
  public boolean allows(Duration length) {
    return length.compareTo(shortestPeriod()) <= 0;
  }

  /** The shortest time between two runs. */
  public Duration shortestPeriod() {
    return periods().shortest();
  }

  /** The longest time between two runs: over a night or a weekend where the schedule has such. */
  public Duration longestPeriod() {
    return periods().longest();
  }

  /** How old the last good run may be: one run may fail, two in a row may not. */
  public Duration longestAge() {
    return longestPeriod().multipliedBy(2);
  }

  /** The runs after a moment, without end. */
  public Iterator<Instant> runsAfter(Instant moment) {
    return new Runs(fields(), moment);
  }

  /** Every day that has runs has the same, so that days are compared and not runs. */
  private Periods periods() {
    var fields = fields();
    var times = fields.timesOfDay();
    var periods = new Periods();
    for (var index = 1; index < times.length; index++) {
      periods.add(times[index] - times[index - 1]);
    }
    var last = -1;
    for (var day = 0; day <= CronFields.DAYS_OF_A_CYCLE; day++) {
      if (fields.on(SOME_DAY.plusDays(day))) {
        if (last >= 0) {
          periods.add((day - last) * 1440 + times[0] - times[times.length - 1]);
        }
        last = day;
      }
    }
    return periods;
  }

  private CronFields fields() {
    return CronFields.parse(text)
        .orElseThrow(() -> new IllegalStateException("no schedule: " + text));
  }

  /** The shortest and the longest of some times between two runs, in minutes. */
  private static final class Periods {
    private int shortest = Integer.MAX_VALUE;
    private int longest;

    private void add(int minutes) {
      shortest = Math.min(shortest, minutes);
      longest = Math.max(longest, minutes);
    }

    private Duration shortest() {
      return Duration.ofMinutes(shortest);
    }

    private Duration longest() {
      return Duration.ofMinutes(longest);
    }
  }
}

package greptimedb.etcd.config.value;

import java.time.LocalDate;
import java.util.BitSet;
import java.util.Optional;

/**
 * The five fields of a schedule as sets, with the meaning that Kubernetes gives them (robfig/cron's
 * standard parser): a day has to match day of month and weekday if one of them is {@code *}, and
 * either of them otherwise.
 */
final class CronFields {
  /** Days after which the calendar has had every combination of month, day and leap year. */
  static final int DAYS_OF_A_CYCLE = 8 * 366;

  private final BitSet minutes;
  private final BitSet hours;
  private final BitSet days;
  private final BitSet months;
  private final BitSet weekdays;
  private final boolean bothDays;

  private CronFields(
      BitSet minutes, BitSet hours, BitSet days, BitSet months, BitSet weekdays, boolean bothDays) {
    this.minutes = minutes;
    this.hours = hours;
    this.days = days;
    this.months = months;
    this.weekdays = weekdays;
    this.bothDays = bothDays;
  }

  /** Reads five fields; empty if the text has others. */
  static Optional<CronFields> parse(String text) {
    var fields = text.strip().split("\\s+", -1);
    if (fields.length != CronField.values().length) {
      return Optional.empty();
    }
    var minutes = CronField.MINUTE.parse(fields[0]);
    var hours = CronField.HOUR.parse(fields[1]);
    var days = CronField.DAY.parse(fields[2]);
    var months = CronField.MONTH.parse(fields[3]);
    var weekdays = CronField.WEEKDAY.parse(fields[4]);
    if (minutes.isEmpty()
        || hours.isEmpty()
        || days.isEmpty()
        || months.isEmpty()
        || weekdays.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new CronFields(
            minutes.get(),
            hours.get(),
            days.get(),
            months.get(),
            weekdays.get(),
            CronField.isAny(fields[2]) || CronField.isAny(fields[4])));
  }

  /** Whether there are runs on a day. */
  boolean on(LocalDate day) {
    if (!months.get(day.getMonthValue())) {
      return false;
    }
    var ofMonth = days.get(day.getDayOfMonth());
    var ofWeek = weekdays.get(day.getDayOfWeek().getValue() % 7);
    return bothDays ? ofMonth && ofWeek : ofMonth || ofWeek;
  }

  /** When a day has runs: minutes from its beginning, ascending. */
  int[] timesOfDay() {
    return hours.stream()
        .flatMap(hour -> minutes.stream().map(minute -> hour * 60 + minute))
        .toArray();
  }
}

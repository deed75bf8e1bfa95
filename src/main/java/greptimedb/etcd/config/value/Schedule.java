package greptimedb.etcd.config.value;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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

  private static final Pattern FIELDS = Pattern.compile("(?:\\S+\\s+){4}(\\S+)");

  /** Kubernetes' cron (robfig/cron) knows Sunday as 0 only. */
  private static final Pattern SEVENTH_DAY = Pattern.compile("(^|[-,])7($|[-,])");

  /** Any schedule repeats itself by then, but for leap years. */
  private static final int RUNS_LOOKED_AT = 500;

  private static final ZonedDateTime SOME_TIME =
      ZonedDateTime.of(2024, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

  /** Reads a schedule that runs at least once; empty if the text is none. */
  public static Optional<Schedule> parse(String text) {
    var fields = FIELDS.matcher(text.strip());
    if (!fields.matches() || SEVENTH_DAY.matcher(fields.group(1)).find()) {
      return Optional.empty();
    }
    try {
      cron(text).validate();
      return Optional.of(new Schedule(text.strip()))
          .filter(schedule -> schedule.runs(SOME_TIME).hasNext());
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  /** Reads a schedule that is known to be one: a default of the program's own. */
  public static Schedule of(String text) {
    return parse(text).orElseThrow(() -> new IllegalArgumentException("no schedule: " + text));
  }

  /**
   * Whether a run of this length ends before the next one begins. The minutes alone tell it of most
   * schedules; {@link #shortestPeriod()} looks at hundreds of runs, which every preview would wait
   * for.
   */
  public boolean allows(Duration length) {
    return length.compareTo(shortestWithinAnHour()) <= 0 || length.compareTo(shortestPeriod()) <= 0;
  }

  /** As if it ran every hour of every day: no two runs are nearer to each other. */
  private Duration shortestWithinAnHour() {
    var hourly = new Schedule(text.split("\\s+", 2)[0] + " * * * *").runs(SOME_TIME);
    var first = hourly.next();
    var last = first;
    var shortest = Duration.ofHours(1);
    while (last.isBefore(first.plusHours(1))) {
      var next = hourly.next();
      var period = Duration.between(last, next);
      shortest = period.compareTo(shortest) < 0 ? period : shortest;
      last = next;
    }
    return shortest;
  }

  /** The shortest time between two runs. */
  public Duration shortestPeriod() {
    return periods().min(Comparator.naturalOrder()).orElse(Duration.ofDays(366));
  }

  /** The longest time between two runs: over a night or a weekend where the schedule has such. */
  public Duration longestPeriod() {
    return periods().max(Comparator.naturalOrder()).orElse(Duration.ofDays(366));
  }

  /** How old the last good run may be: one run may fail, two in a row may not. */
  public Duration longestAge() {
    return longestPeriod().multipliedBy(2);
  }

  private Stream<Duration> periods() {
    var runs = runs(SOME_TIME);
    var times = new ArrayList<ZonedDateTime>();
    while (times.size() <= RUNS_LOOKED_AT && runs.hasNext()) {
      times.add(runs.next());
    }
    return IntStream.range(1, times.size())
        .mapToObj(index -> Duration.between(times.get(index - 1), times.get(index)));
  }

  /** The runs after a moment, without end. */
  public Iterator<Instant> runsAfter(Instant moment) {
    return iterator(runs(moment.atZone(ZoneOffset.UTC)));
  }

  private static Iterator<Instant> iterator(Iterator<ZonedDateTime> runs) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return runs.hasNext();
      }

      @Override
      public Instant next() {
        return runs.next().toInstant();
      }
    };
  }

  private Iterator<ZonedDateTime> runs(ZonedDateTime after) {
    var times = ExecutionTime.forCron(cron(text));
    return Stream.iterate(
            times.nextExecution(after),
            Optional::isPresent,
            last -> times.nextExecution(last.get()))
        .map(Optional::orElseThrow)
        .iterator();
  }

  private static Cron cron(String text) {
    return new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX)).parse(text);
  }
}

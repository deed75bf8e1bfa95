package greptimedb.etcd.config.value;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** The runs of a schedule after a moment, in UTC, by counting days and not by trying minutes. */
final class Runs implements Iterator<Instant> {
  private static final long SECONDS_OF_A_DAY = 86_400;

  private final CronFields fields;
  private final int[] times;
  private long day;
  private int next;

  Runs(CronFields fields, Instant after) {
    this.fields = fields;
    this.times = fields.timesOfDay();
    this.day = Math.floorDiv(after.getEpochSecond(), SECONDS_OF_A_DAY);
    while (next < times.length && !at(day, next).isAfter(after)) {
      next++;
    }
    if (next == times.length || !fields.on(LocalDate.ofEpochDay(day))) {
      advance();
    }
  }

  @Override
  public boolean hasNext() {
    return next < times.length;
  }

  @Override
  public Instant next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    var run = at(day, next);
    next++;
    if (next == times.length) {
      advance();
    }
    return run;
  }

  /** To the next day with runs; there are none if the calendar has no such day. */
  private void advance() {
    next = times.length;
    for (var ahead = 1; ahead <= CronFields.DAYS_OF_A_CYCLE; ahead++) {
      if (fields.on(LocalDate.ofEpochDay(day + ahead))) {
        day += ahead;
        next = 0;
        return;
      }
    }
  }

  private Instant at(long epochDay, int index) {
    return Instant.ofEpochSecond(epochDay * SECONDS_OF_A_DAY + times[index] * 60L);
  }
}

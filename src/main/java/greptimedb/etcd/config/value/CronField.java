package greptimedb.etcd.config.value;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** One field of a schedule: what it may hold, and how it is written. */
enum CronField {
  MINUTE(0, 59, List.of()),
  HOUR(0, 23, List.of()),
  DAY(1, 31, List.of()),
  MONTH(
      1,
      12,
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")),
  WEEKDAY(0, 6, List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat"));

  /** {@code *}, a number or name, or a range of these; each with a step. */
  private static final Pattern PART =
      Pattern.compile("(\\*|([0-9a-z]+)(?:-([0-9a-z]+))?)(?:/(\\d{1,2}))?");

  private static final Pattern NUMBER = Pattern.compile("\\d{1,2}");

  private final int least;
  private final int most;

  @SuppressWarnings("ImmutableEnumChecker") // the lists are those of List.of
  private final List<String> names;

  CronField(int least, int most, List<String> names) {
    this.least = least;
    this.most = most;
    this.names = names;
  }

  /** Whether a field leaves its value open; with a step above one it does not. */
  static boolean isAny(String field) {
    return List.of(field.split(",", -1)).stream()
        .anyMatch(part -> part.equals("*") || part.equals("*/1") || part.equals("*/01"));
  }

  /** The values of a field; empty if it is malformed, or runs backwards. */
  Optional<BitSet> parse(String field) {
    var values = new BitSet();
    for (var part : field.toLowerCase(Locale.ROOT).split(",", -1)) {
      var matcher = PART.matcher(part);
      if (!matcher.matches()) {
        return Optional.empty();
      }
      var step = matcher.group(4) == null ? 1 : Integer.parseInt(matcher.group(4));
      var from = matcher.group(2) == null ? OptionalInt.of(least) : value(matcher.group(2));
      var to = last(matcher.group(2), matcher.group(3), matcher.group(4));
      if (from.isEmpty()
          || to.isEmpty()
          || from.getAsInt() > to.getAsInt()
          || step < 1
          || step > most) {
        return Optional.empty();
      }
      for (var value = from.getAsInt(); value <= to.getAsInt(); value += step) {
        values.set(value);
      }
    }
    return Optional.of(values);
  }

  /** A single value with a step goes on to the end. */
  private OptionalInt last(String first, String last, String step) {
    if (last != null) {
      return value(last);
    }
    return first == null || step != null ? OptionalInt.of(most) : value(first);
  }

  private OptionalInt value(String text) {
    var named = names.indexOf(text);
    if (named >= 0) {
      return OptionalInt.of(named + least);
    }
    return NUMBER.matcher(text).matches() && within(Integer.parseInt(text))
        ? OptionalInt.of(Integer.parseInt(text))
        : OptionalInt.empty();
  }

  private boolean within(int value) {
    return least <= value && value <= most;
  }
}

package greptimedb.etcd.config.value;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A length of time with its units, the longer ones first, as Prometheus writes it: {@code 2000ms},
 * {@code 2s}, {@code 30m}, {@code 1h30m}, {@code 7d}.
 *
 * @param text as written
 * @param duration its length
 */
public record TimeSpan(String text, Duration duration) {
  /** What a problem says of a text that is no time span. */
  public static final String EXPECTED =
      "expected a time with its unit (ms, s, m, h, d), such as 2s";

  private static final Pattern FORM =
      Pattern.compile(
          "(?:(\\d{1,9})d)?(?:(\\d{1,9})h)?(?:(\\d{1,9})m(?!s))?(?:(\\d{1,9})s)?(?:(\\d{1,9})ms)?");

  /** Of the units, in their order in the form. */
  private static final long[] MILLISECONDS = {86_400_000L, 3_600_000L, 60_000L, 1_000L, 1L};

  /** Kubernetes counts a pod's deadline in seconds, in 32 bits. */
  private static final Duration LONGEST = Duration.ofSeconds(Integer.MAX_VALUE);

  /** Reads a time span of at most 68 years; empty if the text is none. */
  public static Optional<TimeSpan> parse(String text) {
    var matcher = FORM.matcher(text);
    if (text.isEmpty() || !matcher.matches()) {
      return Optional.empty();
    }
    var length = 0L;
    for (var unit = 0; unit < MILLISECONDS.length; unit++) {
      var count = matcher.group(unit + 1);
      length += count == null ? 0 : Long.parseLong(count) * MILLISECONDS[unit];
    }
    return Optional.of(new TimeSpan(text, Duration.ofMillis(length)))
        .filter(span -> span.duration().compareTo(LONGEST) <= 0);
  }

  /** Reads a time span of whole seconds, at least as many as given; empty if the text is none. */
  public static Optional<TimeSpan> parseSeconds(String text, long least) {
    return parse(text)
        .filter(span -> span.duration().toMillis() % 1000 == 0)
        .filter(span -> span.duration().toSeconds() >= least);
  }

  /** Reads a time span that is known to be one: a default of the program's own. */
  public static TimeSpan of(String text) {
    return parse(text).orElseThrow(() -> new IllegalArgumentException("no time span: " + text));
  }

  /** For programs that know no days, as those that are written in Go: {@code 168h} for 7d. */
  public String withoutDays() {
    if (!text.contains("d")) {
      return text;
    }
    var rest = duration.minusHours(duration.toHours()).toMillis();
    return duration.toHours() + "h" + (rest == 0 ? "" : rest + "ms");
  }
}

package greptimedb.etcd.config.value;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A length of time with its unit, as etcd and Kubernetes write it: {@code 2000ms}, {@code 2s},
 * {@code 30m}, {@code 1h}.
 *
 * @param text as written
 * @param duration its length
 */
public record TimeSpan(String text, Duration duration) {
  /** What a problem says of a text that is no time span. */
  public static final String EXPECTED = "expected a time with its unit (ms, s, m, h), such as 2s";

  private static final Pattern FORM = Pattern.compile("(\\d{1,9})(ms|s|m|h)");
  private static final Map<String, Long> MILLISECONDS =
      Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L);

  /** Reads a time span; empty if the text is none. */
  public static Optional<TimeSpan> parse(String text) {
    var matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    var length = Long.parseLong(matcher.group(1)) * MILLISECONDS.get(matcher.group(2));
    return Optional.of(new TimeSpan(text, Duration.ofMillis(length)));
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
}

package greptimedb.etcd.config.value;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Who makes the objects of a capability. */
public enum Mode {
  /** The program: switching the capability on or off restarts no etcd pod. */
  MANAGED,
  /** The etcd chart, with exactly the document's values. */
  CHART;

  /** What a problem says of any other text. */
  public static final String EXPECTED = "expected managed or chart";

  /** Reads a mode as the stack file writes it, in small letters; empty if the text is none. */
  public static Optional<Mode> parse(String text) {
    return Arrays.stream(values()).filter(mode -> mode.text().equals(text)).findFirst();
  }

  /** As the stack file writes it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package greptimedb.etcd.ops.console;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;

/**
 * One line that tells what is going on and for how long: rewritten in place on a terminal, printed
 * once for each new text elsewhere.
 */
public final class Progress implements AutoCloseable {
  private static final String ERASED_LINE = "\r\033[K";

  private final PrintWriter out;
  private final boolean terminal;
  private final Instant start = Instant.now();
  private String shown = "";

  /**
   * Prints nothing yet.
   *
   * @param out where the line goes
   * @param terminal whether a line there can be rewritten
   */
  public Progress(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** On the terminal that the process was started from, if it was. */
  @SuppressWarnings("SystemConsoleNull") // null without a terminal: the project's Java is 17
  public static Progress on(PrintWriter out) {
    return new Progress(out, System.console() != null);
  }

  /** Says what is going on now. */
  public void tell(String text) {
    if (terminal) {
      out.print("%s  %s ... %s".formatted(ERASED_LINE, text, elapsed()));
      out.flush();
    } else if (!text.equals(shown)) {
      out.println("  " + text + " ...");
      out.flush();
    }
    shown = text;
  }

  /** Since the beginning, such as {@code 12 s}. */
  public String elapsed() {
    return Duration.between(start, Instant.now()).toSeconds() + " s";
  }

  /** Takes the line away, so that something else can be printed. */
  public void erase() {
    if (terminal && !shown.isEmpty()) {
      out.print(ERASED_LINE);
      out.flush();
    }
    shown = "";
  }

  @Override
  public void close() {
    erase();
  }
}

package greptimedb.etcd.ops.console;

import java.io.PrintWriter;
import java.util.stream.Collectors;

/** A screen that is drawn again and again: in place on a terminal, one below another elsewhere. */
public final class LiveScreen {
  private static final String CLEARED = "\033[2J";
  private static final String TOP = "\033[H";
  private static final String REST_OF_LINE = "\033[K";
  private static final String REST_OF_SCREEN = "\033[J";

  private final PrintWriter out;
  private final boolean terminal;
  private boolean drawn;

  /**
   * Draws nothing yet.
   *
   * @param out where the screen is
   * @param terminal whether what is there can be written over
   */
  public LiveScreen(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** On the terminal that the process was started from, if it was. */
  @SuppressWarnings("SystemConsoleNull") // null without a terminal: the project's Java is 17
  public static LiveScreen on(PrintWriter out) {
    return new LiveScreen(out, System.console() != null);
  }

  /** Draws this in place of what was drawn before; only what differs is seen to change. */
  public void draw(String text) {
    if (terminal) {
      out.print(drawn ? TOP : CLEARED + TOP);
      out.print(text.lines().map(line -> line + REST_OF_LINE + "\n").collect(Collectors.joining()));
      out.print(REST_OF_SCREEN);
    } else {
      out.println(text);
    }
    out.flush();
    drawn = true;
  }
}

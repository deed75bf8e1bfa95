package greptimedb.etcd.ops.restore.command;

import greptimedb.etcd.ops.restore.RestoreLog;
import greptimedb.etcd.ops.restore.StepName;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * One line for each thing that is done, with the time of day, and one for each step that ended: a
 * log of the restore as well, which is why no line is ever rewritten.
 */
final class ConsoleLog implements RestoreLog {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

  private final PrintWriter out;
  private final boolean colours;

  ConsoleLog(PrintWriter out, boolean colours) {
    this.out = out;
    this.colours = colours;
  }

  /** Coloured on a terminal, unless NO_COLOR is set (no-color.org). */
  @SuppressWarnings("SystemConsoleNull") // null without a terminal: the project's Java is 17
  static ConsoleLog on(PrintWriter out) {
    return new ConsoleLog(out, System.console() != null && System.getenv("NO_COLOR") == null);
  }

  @Override
  public void begin(StepName step) {
    line(coloured("1", step.label()));
  }

  @Override
  public void say(String text) {
    line("  " + text);
  }

  @Override
  public void end(StepName step, Duration took) {
    line("%s %s %.1f s".formatted(coloured("32", "done:"), step.label(), took.toMillis() / 1000.0));
  }

  @Override
  public void warn(String text) {
    line("  " + coloured("33", "warning:") + " " + text);
  }

  private synchronized void line(String text) {
    out.println(TIME.format(Instant.now()) + "  " + text);
    out.flush();
  }

  private String coloured(String colour, String text) {
    return colours ? "\033[" + colour + "m" + text + "\033[0m" : text;
  }
}

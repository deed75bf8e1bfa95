package greptimedb.etcd.ops.diff.report;

import java.io.PrintWriter;

/** The report for a terminal, or for a file: the summary, then each difference. */
public final class TerminalReport {
  private static final String BOLD = "\033[1m";
  private static final String RED = "\033[31m";
  private static final String GREEN = "\033[32m";
  private static final String YELLOW = "\033[33m";
  private static final String CYAN = "\033[36m";
  private static final String PLAIN = "\033[0m";

  private final PrintWriter out;
  private final boolean coloured;

  /** Prints there, with the terminal's colours or without. */
  public TerminalReport(PrintWriter out, boolean coloured) {
    this.out = out;
    this.coloured = coloured;
  }

  /** Prints the whole report. */
  public void print(Report report) {
    line(BOLD, "stack %s against %s".formatted(report.stack(), report.against()));
    report.notes().forEach(note -> line(YELLOW, "  note: " + note));
    var summary = report.summary();
    for (var text : summary.lines()) {
      line(isGrave(text, report) ? YELLOW : "", "  " + text);
    }
    for (var difference : report.differences()) {
      out.println();
      difference.lines().forEach(text -> line(colour(text), text));
    }
  }

  private static boolean isGrave(String text, Report report) {
    return report.summary().restarts().contains(text)
        || text.startsWith("immutable: ")
        || text.startsWith("refused: ")
        || text.startsWith("deleted: ")
        || text.startsWith("replaced: ");
  }

  private static String colour(String text) {
    if (text.startsWith("--- ") || text.startsWith("+++ ")) {
      return BOLD;
    }
    if (text.startsWith("@@")) {
      return CYAN;
    }
    if (text.startsWith("-")) {
      return RED;
    }
    return text.startsWith("+") ? GREEN : "";
  }

  private void line(String colour, String text) {
    out.println(coloured && !colour.isEmpty() ? colour + text + PLAIN : text);
  }
}

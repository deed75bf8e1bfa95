package greptimedb.etcd.ops.diff.report;

import greptimedb.etcd.ops.diff.compare.ObjectDifference;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The report as a comment on GitHub: the summary to be seen, each difference in a block that opens
 * on a click. What does not fit is left out, and that is said.
 */
public final class MarkdownReport {
  /** GitHub refuses a comment of more than 65,536 characters. */
  public static final int LONGEST = 65_000;

  /** For the note of what was left out. */
  private static final int ROOM_FOR_NOTE = 200;

  /** A block shorter than this says nothing. */
  private static final int SHORTEST_BLOCK = 400;

  private final int longest;

  /** A text of less than so many characters. */
  public MarkdownReport(int longest) {
    this.longest = longest;
  }

  /** The text, which ends with a line break. */
  public String of(Report report) {
    var head = head(report);
    var text = new StringBuilder(fitting(head, longest - ROOM_FOR_NOTE - 1));
    var left = new Left();
    for (var difference : report.differences()) {
      var room = longest - ROOM_FOR_NOTE - text.length() - 1;
      var block = block(difference, difference.lines());
      if (block.length() <= room && left.objects == 0) {
        text.append(block);
      } else {
        var shown = left.objects == 0 ? fittingLines(difference, room) : List.<String>of();
        if (!shown.isEmpty()) {
          text.append(block(difference, shown));
        }
        left.add(difference, shown.size());
      }
    }
    return text.append(left.note(report.stack())).toString();
  }

  private static String head(Report report) {
    var text = new StringBuilder();
    text.append("**Stack `%s` against %s**\n\n".formatted(report.stack(), report.against()));
    for (var line : report.summary().lines()) {
      var restart = report.summary().restarts().contains(line);
      text.append(
          restart ? "- ⚠ **%s**\n".formatted(escaped(line)) : "- %s\n".formatted(escaped(line)));
    }
    report.notes().forEach(note -> text.append("- note: %s\n".formatted(escaped(note))));
    return text.append('\n').toString();
  }

  /** Texts of the configuration must not become markup, or a mention of somebody. */
  private static String escaped(String line) {
    return line.replaceAll("([\\\\`*_<>\\[\\]|#@~])", "\\\\$1");
  }

  private static String fitting(String head, int room) {
    return head.length() <= room
        ? head
        : head.substring(0, head.lastIndexOf('\n', room - 1) + 1) + "\n";
  }

  private static String block(ObjectDifference difference, List<String> lines) {
    var fence = fence(lines);
    return "<details><summary>%s: %s</summary>\n\n%sdiff\n%s\n%s\n\n</details>\n"
        .formatted(
            difference.change().name().toLowerCase(Locale.ROOT),
            html(difference.shown()),
            fence,
            String.join("\n", lines),
            fence);
  }

  private static String html(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** More backticks in a row than the lines have, so that nothing in them ends the block. */
  private static String fence(List<String> lines) {
    var fence = "```";
    while (containsAny(lines, fence)) {
      fence += "`";
    }
    return fence;
  }

  private static boolean containsAny(List<String> lines, String fence) {
    return lines.stream().anyMatch(line -> line.contains(fence));
  }

  private static List<String> fittingLines(ObjectDifference difference, int room) {
    if (room < SHORTEST_BLOCK) {
      return List.of();
    }
    var shown = new ArrayList<String>();
    var length = block(difference, List.of()).length() + 2 * fence(difference.lines()).length();
    for (var line : difference.lines()) {
      length += line.length() + 1;
      if (length > room) {
        break;
      }
      shown.add(line);
    }
    return shown;
  }

  /** What was left out. */
  private static final class Left {
    private int objects;
    private int lines;

    void add(ObjectDifference difference, int shown) {
      objects++;
      lines += difference.lines().size() - shown;
    }

    String note(String stack) {
      return objects == 0
          ? ""
          : "\nCut: %d lines of the differences of %d objects; `./ops diff --stack %s` shows them all.\n"
              .formatted(lines, objects, stack);
    }
  }
}

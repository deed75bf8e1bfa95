package greptimedb.etcd.ops.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The errors in what {@code pulumi up} printed. */
final class PulumiErrors {
  private static final String DIAGNOSTICS = "Diagnostics:";
  private static final String ERROR = "error: ";

  /** What the engine says at the end of every failed run: the reason is another line. */
  private static final List<String> NO_REASON =
      List.of("update failed", "an unhandled error occurred");

  private PulumiErrors() {}

  /**
   * Of all lines, one text an error: its further lines, which are indented deeper, belong to it.
   */
  static List<String> of(List<String> lines) {
    var start = lines.indexOf(DIAGNOSTICS);
    var errors = new ArrayList<List<String>>();
    var indent = -1;
    for (var line : lines.subList(Math.max(start, 0), lines.size())) {
      var text = line.strip();
      var depth = line.length() - line.stripLeading().length();
      if (text.startsWith(ERROR)) {
        indent = depth;
        errors.add(new ArrayList<>(List.of(text.substring(ERROR.length()))));
      } else if (indent >= 0 && depth > indent && !text.isEmpty()) {
        errors.get(errors.size() - 1).add(text);
      } else {
        indent = -1;
      }
    }
    return errors.stream()
        .map(error -> error.stream().collect(Collectors.joining(" ")))
        .filter(error -> NO_REASON.stream().noneMatch(error::startsWith))
        .toList();
  }
}

package greptimedb.etcd.mutated;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Changes the text of a stack file at random, as a slip of the hand or a bad merge does. */
public final class TextMutation {
  private static final List<String> PIECES =
      List.of(
          ":",
          ": ",
          "- ",
          "{",
          "}",
          "[",
          "]",
          ",",
          "\"",
          "'",
          "#",
          "&a ",
          "*a",
          "<<: *a\n",
          "!!str ",
          "!!binary ",
          "|\n",
          ">\n",
          "\t",
          "\n",
          "---\n",
          "...\n",
          "%YAML 9\n",
          "? ",
          "@",
          "`",
          "\u0000",
          "\u0085",
          "<<<<<<< HEAD\n");

  private final Random random;

  /** Changes nothing yet. */
  public TextMutation(Random random) {
    this.random = random;
  }

  /** A changed copy of the text of a stack file. */
  public String of(String yaml) {
    var text = yaml;
    var changes = 1 + random.nextInt(3);
    for (var change = 0; change < changes; change++) {
      text = change(text);
    }
    return text;
  }

  private String change(String text) {
    var at = random.nextInt(text.length() + 1);
    return switch (random.nextInt(5)) {
      case 0 -> text.substring(0, at) + piece() + text.substring(at);
      case 1 ->
          text.substring(0, at)
              + text.substring(Math.min(text.length(), at + 1 + random.nextInt(8)));
      case 2 -> moved(text);
      case 3 -> anchored(text);
      default -> text.substring(0, at) + Oddities.text(random) + text.substring(at);
    };
  }

  private String piece() {
    return PIECES.get(random.nextInt(PIECES.size()));
  }

  /** A line twice, elsewhere, or indented otherwise. */
  private String moved(String text) {
    var lines = new ArrayList<>(text.lines().toList());
    if (lines.isEmpty()) {
      return text;
    }
    var line = lines.get(random.nextInt(lines.size()));
    lines.add(random.nextInt(lines.size() + 1), " ".repeat(random.nextInt(5)) + line);
    return String.join("\n", lines) + "\n";
  }

  /** The first block gets an anchor, and another key refers to it. */
  private static String anchored(String text) {
    return text.replaceFirst("greptimedb-etcd:cluster:", "greptimedb-etcd:cluster: &a")
        + "  greptimedb-etcd:backup: *a\n";
  }
}

package greptimedb.etcd.config.reading;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Keys and values of a stack file as a problem shows them. */
public final class Shown {
  private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z0-9_./\\[\\]-]+");
  private static final Pattern PLAIN_TEXT = Pattern.compile("[A-Za-z0-9_./@-]+");

  private static final int LONGEST_LINE = 500;

  private Shown() {}

  /** A key; in quotes unless it is a plain word, so that a colon in it does not end the path. */
  public static String key(String key) {
    return PLAIN_KEY.matcher(key).matches() ? key : quoted(key);
  }

  /** A value: texts in quotes, everything else as JSON; the word missing where there is none. */
  public static String value(JsonNode found) {
    return found.isMissingNode() ? "missing" : found.toString();
  }

  /** A text of somebody else's, on one line and without characters that a terminal acts on. */
  public static String line(String text) {
    return OneLine.of(text, LONGEST_LINE);
  }

  /** A text that stands for itself, such as a name; in quotes unless it is a plain word. */
  public static String text(String text) {
    return PLAIN_TEXT.matcher(text).matches() ? text : quoted(text);
  }

  /**
   * A value that somebody's chart takes: of a block its keys, of a list its length, since what is
   * in them may be a secret.
   */
  public static String outline(Object value) {
    if (value instanceof Map<?, ?> block) {
      return block.keySet().stream()
          .map(key -> key(String.valueOf(key)))
          .collect(joining(", ", "{", "}"));
    }
    if (value instanceof List<?> list) {
      return list.size() == 1 ? "[1 entry]" : "[%d entries]".formatted(list.size());
    }
    return value instanceof String text ? quoted(text) : String.valueOf(value);
  }

  private static String quoted(String text) {
    return TextNode.valueOf(text).toString();
  }
}

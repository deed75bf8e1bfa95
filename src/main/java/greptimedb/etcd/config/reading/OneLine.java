package greptimedb.etcd.config.reading;

/** A text of a user's on one line of a terminal. */
final class OneLine {
  private OneLine() {}

  /**
   * The text with every character that is no letter, mark, digit, sign or plain space as {@code
   * \n}, {@code \t} or {@code \}{@code u001b}.
   *
   * @param longest in characters; what is left out is counted behind it
   */
  static String of(String text, int longest) {
    var line = new StringBuilder();
    var shown = text.length() <= longest ? text : text.substring(0, longest);
    shown.codePoints().forEach(character -> append(line, character));
    if (shown.length() < text.length()) {
      line.append("... (%,d characters)".formatted(text.length()));
    }
    return line.toString();
  }

  private static void append(StringBuilder line, int character) {
    switch (character) {
      case '\n' -> line.append("\\n");
      case '\r' -> line.append("\\r");
      case '\t' -> line.append("\\t");
      default -> {
        if (isShown(character)) {
          line.appendCodePoint(character);
        } else {
          for (var unit : Character.toChars(character)) {
            line.append("\\u%04x".formatted((int) unit));
          }
        }
      }
    }
  }

  /** Marks that change the direction of a text would show a value that is not there. */
  private static boolean isShown(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      case Character.SPACE_SEPARATOR -> character == ' ';
      default -> true;
    };
  }
}

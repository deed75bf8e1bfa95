package greptimedb.etcd.mutated;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;

/**
 * The documented form of what a user reads: {@code path: value: what was expected}, on one line.
 */
public final class RefusalForm {
  private static final Pattern FORM =
      Pattern.compile(
          "(?:[A-Za-z0-9_./\\[\\]-]|\"(?:\\\\.|[^\"\\\\])*\"|\\.\\.\\. \\([\\d,]+"
              + " characters\\)|\"[^\"]*\\.\\.\\. \\([\\d,]+ characters\\))+: \\S.*?:"
              + " [A-Za-z0-9(].*");

  private static final int LONGEST = 3_000;

  private RefusalForm() {}

  /** Fails unless a line has the form and nothing in it that a terminal acts on. */
  public static void check(String line) {
    assertThat(line).matches(FORM).hasSizeLessThan(LONGEST);
    checkOneLine(line);
  }

  /** Fails if a text is more than a line, or has something in it that a terminal acts on. */
  public static void checkOneLine(String line) {
    assertThat(line.codePoints().filter(RefusalForm::isActedOn).mapToObj(Integer::toHexString))
        .as(line)
        .isEmpty();
  }

  private static boolean isActedOn(int character) {
    var type = Character.getType(character);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || type == Character.SURROGATE;
  }
}

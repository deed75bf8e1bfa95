package greptimedb.etcd.docs;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A fenced block of a document.
 *
 * @param file it is in
 * @param line of its fence, from 1
 * @param language that the fence names; empty text if none
 * @param mark the HTML comment before the fence, without its dashes; empty if there is none
 * @param lines what is in it, without the fence's indentation
 */
public record Block(
    Path file, int line, String language, Optional<String> mark, List<String> lines) {
  private static final Pattern NOT_RUNNABLE = Pattern.compile("not runnable: (.+)");
  private static final Pattern RUN_BY = Pattern.compile("run by: (.+)");
  private static final Pattern TEST = Pattern.compile("(\\w+) \\(([^)]+)\\)");

  /**
   * A test that runs what the block says.
   *
   * @param name of its class, without Trial, IT or E2E where it has such an ending
   * @param words that are in the block and in the test
   */
  public record RunBy(String name, String words) {}

  /** Where it is, for people. */
  public String place() {
    return file + ":" + line;
  }

  /** Why it is not run; empty if it is. */
  public Optional<String> notRunnable() {
    return mark.map(NOT_RUNNABLE::matcher)
        .filter(found -> found.matches())
        .map(found -> found.group(1));
  }

  /** The tests that run it; none if it is not marked with any. */
  public List<RunBy> runBy() {
    return mark.map(RUN_BY::matcher)
        .filter(found -> found.matches())
        .map(found -> TEST.matcher(found.group(1)).results())
        .map(tests -> tests.map(test -> new RunBy(test.group(1), test.group(2))).toList())
        .orElse(List.of());
  }

  /** Whether DocsE2E runs it as it is. */
  public boolean isRunAsItIs() {
    return language.equals("console") && mark.isEmpty();
  }

  /** Its lines without the comments behind them. */
  public List<String> commands() {
    return lines.stream()
        .map(line -> line.replaceFirst("(^|\\s+)#.*$", ""))
        .filter(line -> !line.isBlank())
        .toList();
  }

  /** All of it. */
  public String text() {
    return String.join("\n", lines);
  }
}

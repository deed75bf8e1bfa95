package greptimedb.etcd.reliability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A mark in the tests' sources.
 *
 * @param number of the scenario
 * @param text of the mark
 * @param test {@code Class.method}
 */
record DeclaredScenario(int number, String text, String test) {
  private static final Path SOURCES = Path.of("src", "test", "java");
  private static final Pattern MARK =
      Pattern.compile(
          "@LossScenario\\(\\s*number = (\\d+),\\s*text =\\s*((?:\"(?:[^\"\\\\]|\\\\.)*\"[\\s+]*)+)\\)"
              + "[^{;]*?\\bvoid (\\w+)\\(");
  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

  /** Of all tests, by number and test. */
  static List<DeclaredScenario> all() {
    try (var files = Files.walk(SOURCES)) {
      var all = new ArrayList<DeclaredScenario>();
      for (var file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        var name = file.getFileName().toString().replace(".java", "");
        all.addAll(of(name, Files.readString(file)));
      }
      all.sort(
          Comparator.comparing(DeclaredScenario::number).thenComparing(DeclaredScenario::test));
      return all;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** The marks in the source of one class. */
  static List<DeclaredScenario> of(String name, String source) {
    return MARK.matcher(source)
        .results()
        .map(
            mark ->
                new DeclaredScenario(
                    Integer.parseInt(mark.group(1)),
                    joined(mark.group(2)),
                    name + "." + mark.group(3)))
        .toList();
  }

  private static String joined(String literals) {
    var text = new StringBuilder();
    LITERAL.matcher(literals).results().forEach(literal -> text.append(literal.group(1)));
    return text.toString().replace("\\\"", "\"");
  }
}

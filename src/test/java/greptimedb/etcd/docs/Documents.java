package greptimedb.etcd.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The documents of the project and their fenced blocks. */
public final class Documents {
  private static final Pattern FENCE = Pattern.compile("( *)```(\\w*)\\s*");
  private static final Pattern MARK = Pattern.compile(" *<!-- ((?:not runnable|run by): .+) -->");

  private Documents() {}

  /** All of them: the README first, in both languages, what takes things away last. */
  public static List<Path> all() {
    return Stream.of(
            files(Path.of(""), 1, "README.*\\.md|CONTRIBUTING\\.md"),
            files(Path.of("docs"), 1, ".*\\.md"),
            files(Path.of("stacks"), 5, "README\\.md"),
            files(Path.of("tools"), 5, "README\\.md"))
        .flatMap(List::stream)
        .sorted(Comparator.comparing(Documents::rank).thenComparing(Path::toString))
        .toList();
  }

  private static int rank(Path file) {
    return switch (file.toString()) {
      case "README.md" -> 0;
      case "docs/uninstalling.md" -> 2;
      default -> 1;
    };
  }

  private static List<Path> files(Path folder, int depth, String name) {
    try (var files = Files.walk(folder, depth)) {
      return files.filter(file -> file.getFileName().toString().matches(name)).toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** A document's text. */
  public static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The blocks of all documents, in their order. */
  public static List<Block> blocks() {
    return all().stream().flatMap(file -> blocks(file).stream()).toList();
  }

  /** The blocks of a document, in their order. */
  public static List<Block> blocks(Path file) {
    var lines = text(file).lines().toList();
    var blocks = new ArrayList<Block>();
    for (var index = 0; index < lines.size(); index++) {
      var fence = FENCE.matcher(lines.get(index));
      if (!fence.matches()) {
        continue;
      }
      var indent = fence.group(1);
      var content = new ArrayList<String>();
      var end = index + 1;
      while (!lines.get(end).equals(indent + "```")) {
        content.add(lines.get(end).replaceFirst("^" + indent, ""));
        end++;
      }
      blocks.add(
          new Block(file, index + 1, fence.group(2), mark(lines, index), List.copyOf(content)));
      index = end;
    }
    return blocks;
  }

  private static Optional<String> mark(List<String> lines, int fence) {
    return fence == 0
        ? Optional.empty()
        : Optional.of(MARK.matcher(lines.get(fence - 1)))
            .filter(found -> found.matches())
            .map(found -> found.group(1));
  }
}

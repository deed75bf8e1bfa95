package greptimedb.etcd.docs;

import static org.assertj.core.api.Assertions.assertThat;

import greptimedb.etcd.StackFile;
import greptimedb.etcd.config.ConfigurationReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The documents: every command in them is run by a test or says why not, what they configure can be
 * used, and where they point to is something.
 */
class DocsTest {
  private static final Path TESTS = Path.of("src/test/java");
  private static final Set<String> COMMANDS = Set.of("console", "java", "typescript", "python");

  /** Data and pictures. */
  private static final Set<String> NO_COMMANDS = Set.of("yaml", "json", "");

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(?:#[^)]*)?\\)");

  static List<Block> blocks() {
    return Documents.blocks();
  }

  @Test
  void thereAreBlocksOfEachKind() {
    assertThat(blocks().stream().filter(Block::isRunAsItIs)).hasSizeGreaterThan(10);
    assertThat(blocks().stream().filter(block -> block.notRunnable().isPresent())).isNotEmpty();
    assertThat(blocks().stream().filter(block -> !block.runBy().isEmpty())).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void everyCommandIsRunByATestOrSaysWhyNot(Block block) throws IOException {
    if (NO_COMMANDS.contains(block.language())) {
      return;
    }
    assertThat(COMMANDS).as(block.place()).contains(block.language());
    if (block.notRunnable().isPresent() || block.isRunAsItIs()) {
      return;
    }
    assertThat(block.runBy()).as("%s names its test", block.place()).isNotEmpty();
    for (var test : block.runBy()) {
      assertThat(block.text()).as(block.place()).contains(test.words());
      assertThat(source(test)).as(block.place()).contains(test.words().split("[ /]"));
    }
    if (block.language().equals("console")) {
      assertThat(block.commands())
          .as(block.place())
          .allMatch(
              command -> block.runBy().stream().anyMatch(test -> command.contains(test.words())));
    }
  }

  private static String source(Block.RunBy test) throws IOException {
    try (var files = Files.walk(TESTS)) {
      var found =
          files
              .filter(file -> file.getFileName().toString().equals(test.name() + ".java"))
              .findFirst();
      assertThat(found).as("the test %s", test.name()).isPresent();
      return Files.readString(found.get());
    }
  }

  @Test
  void nothingSaysInItsOwnWayThatItIsNotRunnable() {
    assertThat(blocks()).allMatch(block -> !block.text().contains("not runnable"));
    for (var document : Documents.all()) {
      assertThat(Documents.text(document).lines())
          .as("no indented commands in %s: a fence shows what they are", document)
          .noneMatch(line -> line.matches("    (make|\\./ops|pulumi|kubectl|tools/\\w+).*"));
    }
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void whatIsConfiguredCanBeUsed(Block block) {
    if (!block.language().equals("yaml") || !block.text().startsWith("config:")) {
      return;
    }
    var cluster = block.text().contains("greptimedb-etcd:cluster");
    var text = cluster ? block.text() : block.text() + "\n  greptimedb-etcd:cluster: {}";

    assertThat(new ConfigurationReader().read(StackFile.settings(text)).cluster()).isNotNull();
  }

  @Test
  void everyLinkPointsToAFile() {
    for (var document : Documents.all()) {
      var folder = document.toAbsolutePath().getParent();
      assertThat(links(document).map(folder::resolve))
          .as("links of %s", document)
          .allMatch(Files::exists);
    }
  }

  @Test
  void everyDocumentIsReachedFromTheReadme() {
    var folder = Path.of("docs");
    assertThat(Documents.all().stream().filter(file -> file.startsWith(folder)).map(Path::toString))
        .isSubsetOf(links(Path.of("README.md")).toList());
  }

  /** The Chinese README has the same sections, commands and links. */
  @Test
  void bothReadmesAreInStep() {
    var english = Path.of("README.md");
    var chinese = Path.of("README.zh.md");

    assertThat(commands(chinese)).isEqualTo(commands(english));
    assertThat(Documents.blocks(chinese).stream().map(block -> block.notRunnable().isPresent()))
        .containsExactlyElementsOf(
            Documents.blocks(english).stream()
                .map(block -> block.notRunnable().isPresent())
                .toList());
    assertThat(sections(chinese)).isEqualTo(sections(english));
    assertThat(links(chinese).filter(link -> link.startsWith("docs/")).distinct())
        .containsExactlyInAnyOrderElementsOf(
            links(english).filter(link -> link.startsWith("docs/")).distinct().toList());
  }

  /** Of the blocks that hold commands: a drawing is translated. */
  private static List<List<String>> commands(Path file) {
    return Documents.blocks(file).stream()
        .filter(block -> COMMANDS.contains(block.language()))
        .map(Block::commands)
        .toList();
  }

  private static long sections(Path file) {
    return Documents.text(file).lines().filter(line -> line.startsWith("## ")).count();
  }

  private static Stream<String> links(Path file) {
    return LINK.matcher(Documents.text(file))
        .results()
        .map(found -> found.group(1))
        .filter(link -> !link.contains("://"));
  }
}

package greptimedb.etcd.ops.stack;

import greptimedb.etcd.ops.console.Json;
import greptimedb.etcd.ops.console.OpsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads the locks of a file backend, which lie in {@code
 * .pulumi/locks/organization/PROJECT/STACK/*.json}, or in {@code .pulumi/locks/STACK/*.json} where
 * states are not kept by project.
 */
public final class FileBackend {
  private final Path root;
  private final Json json = new Json();

  private FileBackend(Path root) {
    this.root = root;
  }

  /**
   * The backend at a {@code file://} URL; empty for any other.
   *
   * @param project folder that a relative path is taken from
   */
  public static Optional<FileBackend> at(String url, Path project) {
    if (!url.startsWith("file://")) {
      return Optional.empty();
    }
    var path = url.substring("file://".length()).split("\\?", 2)[0];
    if (path.equals("~") || path.startsWith("~/")) {
      return Optional.of(
          new FileBackend(Path.of(System.getProperty("user.home") + path.substring(1))));
    }
    return Optional.of(new FileBackend(project.resolve(path).normalize()));
  }

  /**
   * The locks of one stack; none when it is not locked.
   *
   * @throws OpsException when a lock cannot be read
   */
  public List<Lock> locks(String projectName, String stack) {
    var locks = root.resolve(".pulumi").resolve("locks");
    return Stream.of(
            locks.resolve("organization").resolve(projectName).resolve(stack), locks.resolve(stack))
        .flatMap(this::files)
        .map(file -> Lock.of(json.parse(read(file), file.toString()), file.toString()))
        .toList();
  }

  /**
   * A stack's state; empty when there is no such stack. A compressed one is left to Pulumi.
   *
   * @throws OpsException when it cannot be read
   */
  public Optional<String> state(String projectName, String stack) {
    var stacks = root.resolve(".pulumi").resolve("stacks");
    return Stream.of(
            stacks.resolve(projectName).resolve(stack + ".json"), stacks.resolve(stack + ".json"))
        .filter(Files::isRegularFile)
        .findFirst()
        .map(FileBackend::read);
  }

  private Stream<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Stream.of();
    }
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw OpsException.unreadable(file + " cannot be read", e);
    }
  }
}

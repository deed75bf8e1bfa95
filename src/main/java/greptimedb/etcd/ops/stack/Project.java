package greptimedb.etcd.ops.stack;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import greptimedb.etcd.ops.console.OpsException;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The Pulumi project in a folder.
 *
 * @param folder absolute, without symbolic links: processes' working directories are compared with
 *     it
 * @param name from Pulumi.yaml
 */
public record Project(Path folder, String name) {
  static Project in(Path folder) {
    var file = folder.resolve("Pulumi.yaml");
    try {
      var yaml = new ObjectMapper(new YAMLFactory()).readTree(file.toFile());
      return new Project(folder.toRealPath(), yaml.path("name").asText());
    } catch (IOException e) {
      throw OpsException.unreadable(file + " cannot be read", e);
    }
  }

  /**
   * The configuration file of a stack.
   *
   * @param stack its name, which may have the organization's before it
   */
  public Path stackFile(String stack) {
    return folder.resolve("Pulumi.%s.yaml".formatted(stack.substring(stack.lastIndexOf('/') + 1)));
  }

  /** Where backups go: the checkout's state folder. */
  public Path backups() {
    return state().resolve("backups");
  }

  /** Where what other programs print goes. */
  public Path logs() {
    return state().resolve("logs");
  }

  private Path state() {
    var state = System.getenv("GREPTIMEDB_ETCD_STATE");
    return state == null ? folder.resolve(".state") : Path.of(state);
  }
}

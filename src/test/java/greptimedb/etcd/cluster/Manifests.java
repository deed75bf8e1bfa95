package greptimedb.etcd.cluster;

import static greptimedb.etcd.cluster.TestStack.succeed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Objects that a test itself puts into a stack's namespace, as YAML or JSON. */
final class Manifests {
  private Manifests() {}

  /** Fails if the object is there already. */
  static void create(TestStack stack, String manifest) {
    succeed(stack.kubectl("create", "-f", file(stack, manifest).toString()));
  }

  /** Server-side. */
  static void apply(TestStack stack, String manifest) {
    succeed(stack.kubectl("apply", "--server-side", "-f", file(stack, manifest).toString()));
  }

  private static Path file(TestStack stack, String manifest) {
    try {
      return Files.writeString(Files.createTempFile(stack.folder(), "object", ".yaml"), manifest);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}

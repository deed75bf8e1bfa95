package greptimedb.etcd.model.monitoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A text among the program's resources. */
final class BundledText {
  private BundledText() {}

  static String of(String path) {
    try (var text = BundledText.class.getResourceAsStream(path)) {
      if (text == null) {
        throw new IllegalStateException("the jar has no " + path);
      }
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}

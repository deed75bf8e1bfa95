package greptimedb.etcd.ops.diff.read;

import com.marcnuri.helm.jni.HelmLib;
import com.marcnuri.helm.jni.NativeLibrary;
import com.sun.jna.Native;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Helm's native library, unpacked once. By itself helm-java unpacks its 98 MB at each start, which
 * takes longer than all else that a comparison does. Found by helm-java as a service, before the
 * one that it brings.
 */
public final class HelmLibrary implements NativeLibrary {

  @Override
  public String getBinaryName() {
    return shipped()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "this build has no Helm library for %s on %s; build it on such a system"
                        .formatted(System.getProperty("os.name"), System.getProperty("os.arch"))))
        .getBinaryName();
  }

  @Override
  public HelmLib load() {
    return Native.load(unpacked(folder()).toString(), HelmLib.class);
  }

  /** The file in the folder, unpacked unless it is there whole. */
  Path unpacked(Path folder) {
    var name = getBinaryName();
    var resource = resource(name);
    try {
      var size = resource.openConnection().getContentLengthLong();
      var file = folder.resolve("%d-%s".formatted(size, name));
      if (Files.exists(file) && Files.size(file) == size) {
        return file;
      }
      Files.createDirectories(folder);
      var part = Files.createTempFile(folder, name, ".part");
      try (var content = resource.openStream()) {
        Files.copy(content, part, StandardCopyOption.REPLACE_EXISTING);
      }
      return Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(
          "Helm's library cannot be unpacked into " + folder, unwritable);
    }
  }

  private static URL resource(String name) {
    return Optional.ofNullable(HelmLibrary.class.getResource("/" + name)).orElseThrow();
  }

  private static Optional<NativeLibrary> shipped() {
    return ServiceLoader.load(NativeLibrary.class).stream()
        .filter(provider -> provider.type() != HelmLibrary.class)
        .map(ServiceLoader.Provider::get)
        .findFirst();
  }

  /** In the user's cache folder, as all that can be had again. */
  private static Path folder() {
    var caches =
        Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
            .filter(folder -> !folder.isBlank())
            .map(Path::of)
            .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"));
    return caches.resolve("greptimedb-etcd").resolve("native");
  }
}

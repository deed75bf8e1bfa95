package greptimedb.etcd.dashboard;

import greptimedb.etcd.model.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;

/** What was downloaded before, by its sha256, so that a preview does not wait for the network. */
public final class DashboardCache {
  private final Path folder;

  /** A cache in a folder, which is made when first needed. */
  public DashboardCache(Path folder) {
    this.folder = folder;
  }

  /** In the user's cache folder: {@code $XDG_CACHE_HOME} or {@code ~/.cache}. */
  public static DashboardCache ofUser(Map<String, String> environment) {
    var caches =
        Optional.ofNullable(environment.get("XDG_CACHE_HOME"))
            .map(Path::of)
            .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"));
    return new DashboardCache(caches.resolve("greptimedb-etcd").resolve("dashboards"));
  }

  /** The text of that sha256; empty if it is not there, or damaged. */
  Optional<String> get(String sha256) {
    try {
      return Optional.of(Files.readString(file(sha256)))
          .filter(text -> Sha256.of(text).equals(sha256));
    } catch (IOException absent) {
      return Optional.empty();
    }
  }

  /** Keeps a text; a folder that cannot be written only makes the next preview slower. */
  void put(String sha256, String text) {
    try {
      Files.createDirectories(folder);
      var part = Files.createTempFile(folder, sha256, ".part");
      Files.writeString(part, text);
      Files.move(part, file(sha256), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException unwritable) {
      return;
    }
  }

  private Path file(String sha256) {
    return folder.resolve(sha256 + ".json");
  }
}

package greptimedb.etcd.config.backup;

import greptimedb.etcd.config.reading.Section;
import greptimedb.etcd.config.value.ObjectName;
import greptimedb.etcd.config.value.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the block {@code backup.storage}. */
final class StorageReader {
  private static final List<String> MOUNT_OPTIONS = List.of("hard", "nfsvers=4.1");
  private static final BackupStorage UNKNOWN = new BackupStorage.ExistingClaim("unknown");

  private final Section backup;
  private final Section storage;

  StorageReader(Section backup) {
    this.backup = backup;
    this.storage = backup.section("storage");
  }

  /** What stands in for a storage that is not told, or told twice, is never used. */
  BackupStorage read() {
    var size = size();
    var nfs = storage.has("nfs") ? Optional.of(nfs(size)) : Optional.<BackupStorage>empty();
    var kinds = new ArrayList<BackupStorage>();
    nfs.ifPresent(kinds::add);
    name("class").map(name -> new BackupStorage.StorageClass(name, size)).ifPresent(kinds::add);
    name("claim").map(BackupStorage.ExistingClaim::new).ifPresent(kinds::add);
    var told = Stream.of("nfs", "class", "claim").filter(storage::has).toList();
    if (told.size() != 1) {
      backup.refuse(
          "storage",
          "expected exactly one of nfs: {server, path}, class: NAME or claim: NAME; found "
              + (told.isEmpty() ? "none" : String.join(", ", told)));
    }
    if (storage.has("claim") && storage.has("size")) {
      storage.refuse("size", "expected no size beside claim: an existing claim has its own");
    }
    return kinds.isEmpty() ? UNKNOWN : kinds.get(0);
  }

  private Quantity size() {
    return storage
        .parsed("size", Quantity.EXPECTED, Quantity::parsePositive)
        .orElse(Quantity.of("50Gi"));
  }

  private Optional<String> name(String key) {
    return storage.parsed(key, ObjectName.EXPECTED, ObjectName::parse);
  }

  private BackupStorage nfs(Quantity size) {
    var nfs = storage.section("nfs");
    return new BackupStorage.Nfs(
        required(nfs, "server", "expected the host name or address of the NFS server"),
        absolute(nfs),
        nfs.texts("mountOptions").orElse(MOUNT_OPTIONS),
        size);
  }

  private static String absolute(Section nfs) {
    if (nfs.has("path")) {
      return nfs.parsed(
              "path",
              "expected the absolute path of an exported folder",
              text -> Optional.of(text).filter(path -> path.startsWith("/")))
          .orElse("/");
    }
    return required(nfs, "path", "expected the absolute path of an exported folder");
  }

  private static String required(Section section, String key, String expected) {
    if (!section.has(key)) {
      section.refuse(key, expected);
    }
    return section.text(key).orElse("unknown");
  }
}

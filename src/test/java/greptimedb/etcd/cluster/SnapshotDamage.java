package greptimedb.etcd.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;

/** What can become of a snapshot on its volume. */
enum SnapshotDamage {
  FLIPPED_BYTE {
    @Override
    byte[] of(byte[] snapshot) {
      var damaged = snapshot.clone();
      damaged[snapshot.length / 2] ^= 1;
      return damaged;
    }
  },
  TRUNCATED {
    @Override
    byte[] of(byte[] snapshot) {
      return Arrays.copyOf(snapshot, snapshot.length - PAGE);
    }
  },
  EMPTY {
    @Override
    byte[] of(byte[] snapshot) {
      return new byte[0];
    }
  };

  /** What is cut off: the rest still has the length of a snapshot, pages and a checksum. */
  private static final int PAGE = 4096;

  abstract byte[] of(byte[] snapshot);

  /** Makes a damaged copy beside the file. */
  Path copy(Path file, String name) throws IOException {
    var copy = Files.copy(file, file.resolveSibling(name), StandardCopyOption.COPY_ATTRIBUTES);
    return Files.write(copy, of(Files.readAllBytes(file)));
  }

  /** Damages the file while something is done, and makes it whole again. */
  void during(Path file, Runnable action) {
    try {
      var whole = Files.readAllBytes(file);
      Files.write(file, of(whole));
      action.run();
      Files.write(file, whole);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}

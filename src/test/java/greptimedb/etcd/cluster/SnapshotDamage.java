package greptimedb.etcd.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
      return Arrays.copyOf(snapshot, snapshot.length / 2);
    }
  },
  EMPTY {
    @Override
    byte[] of(byte[] snapshot) {
      return new byte[0];
    }
  };

  abstract byte[] of(byte[] snapshot);

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

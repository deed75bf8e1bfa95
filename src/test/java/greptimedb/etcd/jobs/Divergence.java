package greptimedb.etcd.jobs;

import greptimedb.etcd.cluster.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;

/**
 * Makes one member's data differ from the others'. etcd itself raises no alarm for it, as it did
 * not when members that had restored a snapshot by themselves applied their log once more.
 */
public final class Divergence {
  private static final byte[] WRITTEN = "the-same-on-all-members".getBytes(StandardCharsets.UTF_8);
  private static final byte[] FOUND = "another-on-this-member.".getBytes(StandardCharsets.UTF_8);

  private Divergence() {}

  /** Stops the member, changes a value in its database file, and starts it again. */
  public static void of(LocalEtcd etcd, int index) {
    etcd.gateway().put("divergent", new String(WRITTEN, StandardCharsets.UTF_8));
    Command.awaitUntil(
        "the member's database file holds the value",
        Duration.ofSeconds(10),
        () -> position(read(etcd, index), 0) >= 0);
    etcd.kill(index);
    var database = read(etcd, index);
    for (var at = position(database, 0); at >= 0; at = position(database, at)) {
      System.arraycopy(FOUND, 0, database, at, FOUND.length);
    }
    try {
      Files.write(etcd.database(index), database);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    etcd.restart(index);
    etcd.awaitHealthy();
  }

  private static byte[] read(LocalEtcd etcd, int index) {
    try {
      return Files.readAllBytes(etcd.database(index));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Where the value stands, at or after a position; negative if it does not. */
  private static int position(byte[] database, int from) {
    for (var at = from; at <= database.length - WRITTEN.length; at++) {
      if (Arrays.equals(database, at, at + WRITTEN.length, WRITTEN, 0, WRITTEN.length)) {
        return at;
      }
    }
    return -1;
  }
}

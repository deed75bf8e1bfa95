package greptimedb.etcd.ops.stack;

import com.fasterxml.jackson.databind.JsonNode;
import greptimedb.etcd.ops.console.OpsException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * A lock of a file backend: {@code {"pid", "username", "hostname", "timestamp"}}, written by the
 * Pulumi command line.
 *
 * @param pid of the command line that took it, on its host
 * @param timestamp when it was taken
 */
public record Lock(long pid, String username, String hostname, Instant timestamp) {

  /**
   * Reads a lock file's content.
   *
   * @throws OpsException when a field is missing or malformed
   */
  static Lock of(JsonNode content, String what) {
    var pid = content.path("pid");
    var hostname = content.path("hostname").asText();
    try {
      if (!pid.isIntegralNumber() || hostname.isEmpty()) {
        throw OpsException.unreadable(what + " has no pid or no hostname");
      }
      var timestamp = OffsetDateTime.parse(content.path("timestamp").asText()).toInstant();
      return new Lock(pid.asLong(), content.path("username").asText(), hostname, timestamp);
    } catch (DateTimeException e) {
      throw OpsException.unreadable(what + " has no timestamp", e);
    }
  }

  /** For messages: {@code pid 7 of me on here since 2026-01-01T12:00:00Z}. */
  public String shown() {
    return "pid %d of %s on %s since %s".formatted(pid, username, hostname, timestamp);
  }
}

package greptimedb.etcd.ops.backup;

import com.fasterxml.jackson.databind.JsonNode;
import greptimedb.etcd.ops.console.Age;
import greptimedb.etcd.ops.console.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A file on the backup volume as the table shows it.
 *
 * @param event what the list script says of it
 */
record SnapshotRow(JsonNode event) {

  List<String> columns(Instant now) {
    return List.of(
        event.path("file").asText(),
        event.has("modifiedAt")
            ? Age.shown(Duration.between(Instant.parse(event.path("modifiedAt").asText()), now))
            : "-",
        Bytes.shown(event.path("size").asLong()),
        event.path("revision").asText("-"),
        event.path("keys").asText("-"),
        verified());
  }

  private String verified() {
    return switch (event.path("verified").asText()) {
      case "true" -> "yes";
      case "false" -> "NO: " + event.path("problem").asText("damaged");
      default -> "unknown";
    };
  }
}

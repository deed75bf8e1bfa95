package greptimedb.etcd.ops.backup;

import com.fasterxml.jackson.databind.JsonNode;
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
            ? age(Duration.between(Instant.parse(event.path("modifiedAt").asText()), now))
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

  /** As kubectl shows it: the two largest units. */
  private static String age(Duration age) {
    if (age.toDays() > 0) {
      return "%dd%dh".formatted(age.toDays(), age.toHoursPart());
    }
    if (age.toHours() > 0) {
      return "%dh%dm".formatted(age.toHours(), age.toMinutesPart());
    }
    return age.toMinutes() > 0
        ? "%dm%ds".formatted(age.toMinutes(), age.toSecondsPart())
        : age.toSeconds() + "s";
  }
}

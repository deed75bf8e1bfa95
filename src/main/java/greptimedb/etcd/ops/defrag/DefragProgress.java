package greptimedb.etcd.ops.defrag;

import com.fasterxml.jackson.databind.JsonNode;
import greptimedb.etcd.ops.console.Bytes;
import greptimedb.etcd.ops.job.JobEvents;
import java.util.Optional;

/** What a run is doing, from what it printed so far. */
final class DefragProgress {
  private DefragProgress() {}

  /** One line; empty before the run has begun with anything. */
  static Optional<String> of(JobEvents events) {
    var done = events.of("defragmented").size();
    return events.all().stream()
        .reduce((earlier, later) -> later)
        .flatMap(DefragProgress::line)
        .map(line -> done == 0 ? line : "%s; %d done".formatted(line, done));
  }

  private static Optional<String> line(JsonNode event) {
    var member = event.path("member").asText();
    return switch (event.path("event").asText()) {
      case "waiting" -> Optional.of("waiting: " + event.path("for").asText());
      case "defragmenting" ->
          Optional.of(
              "member %s, %s, %s of them in use"
                  .formatted(
                      member,
                      Bytes.shown(event.path("size").asLong()),
                      Bytes.shown(event.path("inUse").asLong())));
      case "leader-moved" ->
          Optional.of(
              "leadership moved from %s to %s"
                  .formatted(event.path("from").asText(), event.path("to").asText()));
      case "defragmented" -> Optional.of("member %s is back, pausing".formatted(member));
      default -> Optional.empty();
    };
  }
}

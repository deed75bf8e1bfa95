package greptimedb.etcd.ops.job;

import com.fasterxml.jackson.databind.JsonNode;
import greptimedb.etcd.ops.console.Json;
import java.util.List;

/**
 * The lines by which the scripts speak to programs: {@code {"event":"snapshot",...}}.
 *
 * @param job that printed them
 * @param lines all that it printed
 */
public record JobEvents(String job, List<String> lines) {

  /** All events in their order. */
  public List<JsonNode> all() {
    var json = new Json();
    return lines.stream()
        .filter(line -> line.startsWith("{\"event\":"))
        .map(line -> json.parse(line, "a line of Job " + job))
        .toList();
  }

  /** The events of a kind. */
  public List<JsonNode> of(String event) {
    return all().stream().filter(found -> found.path("event").asText().equals(event)).toList();
  }
}

package greptimedb.etcd.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What Grafana would get from Prometheus for the panels of a dashboard. {@code tools/dashboard}
 * draws a picture of it.
 */
final class DashboardAnswers {
  private static final Pattern LABEL = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}");

  private final JsonNode dashboard;
  private final LocalPrometheus prometheus;

  DashboardAnswers(JsonNode dashboard, LocalPrometheus prometheus) {
    this.dashboard = dashboard;
    this.prometheus = prometheus;
  }

  /** The titles of the panels for which Prometheus has nothing at present. */
  List<String> empty() {
    var empty = new ArrayList<String>();
    for (var panel : dashboard.path("panels")) {
      if (panel.has("targets") && !isAnswered(panel)) {
        empty.add(panel.path("title").asText());
      }
    }
    return empty;
  }

  private boolean isAnswered(JsonNode panel) {
    for (var target : panel.path("targets")) {
      if (!prometheus.query(target.path("expr").asText()).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** Writes the panels, each with the series of all its queries over a time. */
  void write(Path file, Instant from, Instant to) throws IOException {
    var answered = (ObjectNode) dashboard.deepCopy();
    for (var panel : answered.path("panels")) {
      var series = ((ObjectNode) panel).putArray("series");
      for (var target : panel.path("targets")) {
        add(series, target, from, to);
      }
    }
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, new ObjectMapper().writeValueAsString(answered));
  }

  private void add(ArrayNode series, JsonNode target, Instant from, Instant to) {
    for (var found :
        prometheus.query(target.path("expr").asText(), from, to, Duration.ofSeconds(5))) {
      var one = series.addObject();
      one.put("name", legend(target.path("legendFormat").asText(), found.path("metric")));
      one.set("values", found.path("values"));
    }
  }

  private static String legend(String format, JsonNode labels) {
    return LABEL
        .matcher(format)
        .replaceAll(match -> labels.path(match.group(1)).asText().replace("$", "\\$"));
  }
}

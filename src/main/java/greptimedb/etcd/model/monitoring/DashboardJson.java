package greptimedb.etcd.model.monitoring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A dashboard as Grafana exports it: what it needs to be told is listed under {@code __inputs}, and
 * stands in the rest as <code>${NAME}</code>. Grafana's import page resolves that, but not what
 * comes by a file (grafana#10786).
 */
public final class DashboardJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode dashboard;

  private DashboardJson(ObjectNode dashboard) {
    this.dashboard = dashboard;
  }

  /** Reads a dashboard; empty if the text is no JSON object with panels. */
  public static Optional<DashboardJson> parse(String text) {
    try {
      return JSON.readTree(text) instanceof ObjectNode dashboard
              && (dashboard.path("panels").isArray() || dashboard.path("rows").isArray())
          ? Optional.of(new DashboardJson(dashboard))
          : Optional.empty();
    } catch (JsonProcessingException notJson) {
      return Optional.empty();
    }
  }

  /**
   * One thing that the dashboard needs to be told; {@code preset} is empty unless it has a value.
   */
  public record Input(String name, String type, String plugin, Optional<String> preset) {

    /** Whether it asks for a data source. */
    public boolean isDatasource() {
      return type.equals("datasource");
    }
  }

  /** What the dashboard needs to be told. */
  public List<Input> inputs() {
    var inputs = new ArrayList<Input>();
    dashboard
        .path("__inputs")
        .forEach(
            input ->
                inputs.add(
                    new Input(
                        input.path("name").asText(),
                        input.path("type").asText(),
                        input.path("pluginId").asText(),
                        Optional.ofNullable(input.get("value")).map(JsonNode::asText))));
    return inputs;
  }

  /**
   * The dashboard with everything told, in one line.
   *
   * @param values by the names of the inputs
   */
  public String resolved(Map<String, String> values) {
    var resolved = dashboard.deepCopy();
    resolved.remove(List.of("__inputs", "__requires", "__elements", "id"));
    try {
      return JSON.writeValueAsString(replaced(resolved, new TreeMap<>(values)));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static JsonNode replaced(JsonNode node, Map<String, String> values) {
    if (node instanceof ObjectNode object) {
      object.properties().forEach(field -> field.setValue(replaced(field.getValue(), values)));
    } else if (node.isArray()) {
      var items = JSON.createArrayNode();
      node.forEach(item -> items.add(replaced(item, values)));
      return items;
    } else if (node.isTextual()) {
      var text = node.textValue();
      for (var value : values.entrySet()) {
        text = text.replace("${" + value.getKey() + "}", value.getValue());
      }
      return TextNode.valueOf(text);
    }
    return node;
  }
}

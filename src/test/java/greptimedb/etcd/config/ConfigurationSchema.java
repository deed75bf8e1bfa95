package greptimedb.etcd.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import greptimedb.etcd.config.SettingsTable.Setting;
import greptimedb.etcd.config.reading.Problem;
import java.io.IOException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The schema of a stack file for editors. What a key is, is taken from the README's table; what it
 * takes, from what its reader says of a value that it refuses.
 */
final class ConfigurationSchema {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String NAMESPACE = ConfigurationReader.NAMESPACE + ":";

  /** No setting takes a list of lists. */
  private static final JsonNode REFUSED = MAPPER.createArrayNode().add(MAPPER.createArrayNode());

  private static final Pattern WHOLE_NUMBER =
      Pattern.compile("expected a whole number from ([\\d,]+) to ([\\d,]+), without quotes");
  private static final Pattern CHOICE =
      Pattern.compile("expected ([A-Za-z]+(?:, [A-Za-z]+)*) or ([A-Za-z]+)");
  private static final Pattern EXAMPLES =
      Pattern.compile("such as \"?([^\",]+?)\"?(?:(?:,)? or (\\S+))?$");

  private ConfigurationSchema() {}

  /** The whole schema. */
  static ObjectNode generate() throws IOException {
    var schema = MAPPER.createObjectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "A stack file of greptimedb-etcd");
    schema.put("type", "object");
    var config = schema.putObject("properties").putObject("config");
    config.put("type", "object");
    config.putArray("required").add(NAMESPACE + "cluster");
    var blocks = config.putObject("properties");
    for (var setting : SettingsTable.read().values()) {
      put(blocks, List.of((NAMESPACE + setting.key()).split("\\.", -1)), schemaOf(setting));
    }
    blocks
        .putObject(NAMESPACE + "active")
        .put("type", "string")
        .put("description", "the release that GreptimeDB uses; by default cluster.release");
    refuseUnknownBlocks(config, blocks);
    return schema;
  }

  /** Keys of other programs' namespaces are theirs. */
  private static void refuseUnknownBlocks(ObjectNode config, ObjectNode blocks) {
    var names = config.putObject("propertyNames").putArray("anyOf");
    names.addObject().putObject("not").put("pattern", "^" + NAMESPACE);
    var known = names.addObject().putArray("enum");
    blocks.fieldNames().forEachRemaining(known::add);
  }

  private static void put(ObjectNode properties, List<String> path, ObjectNode schema) {
    if (path.size() == 1) {
      properties.set(path.get(0), schema);
      return;
    }
    var block =
        properties.has(path.get(0))
            ? (ObjectNode) properties.get(path.get(0))
            : properties.putObject(path.get(0));
    if (block.isEmpty()) {
      block.put("type", "object").put("additionalProperties", false).putObject("properties");
    }
    put((ObjectNode) block.get("properties"), path.subList(1, path.size()), schema);
  }

  private static ObjectNode schemaOf(Setting setting) {
    var expected = expected(setting.key());
    var schema = MAPPER.createObjectNode();
    type(schema, expected);
    schema.put(
        "description",
        schema.path("type").isArray()
            ? "%s (%s)".formatted(setting.description(), expected)
            : setting.description());
    setting.defaultValue().ifPresent(value -> schema.set("default", fitting(schema, value)));
    EXAMPLES
        .matcher(expected)
        .results()
        .filter(found -> !found.group(1).startsWith("{"))
        .forEach(found -> examples(schema.putArray("examples"), found));
    return schema;
  }

  /** A text where the setting takes nothing else: a {@code 2} in the table may be one. */
  private static JsonNode fitting(ObjectNode schema, JsonNode value) {
    return schema.path("type").asText().equals("string") || schema.path("type").isArray()
        ? TextNode.valueOf(value.asText())
        : value;
  }

  private static void examples(ArrayNode examples, MatchResult found) {
    for (var group = 1; group <= found.groupCount(); group++) {
      if (found.group(group) != null) {
        examples.add(found.group(group));
      }
    }
  }

  /** What the reader says of a value that it cannot take. */
  private static String expected(String key) {
    return EveryBlock.enabled().put(key, REFUSED).problems().stream()
        .filter(problem -> problem.path().equals(key))
        .map(Problem::expected)
        .findFirst()
        .orElseThrow(() -> new AssertionError(key + " takes a list of lists"));
  }

  private static void type(ObjectNode schema, String expected) {
    var number = WHOLE_NUMBER.matcher(expected);
    var choice = CHOICE.matcher(expected);
    if (expected.startsWith("expected true")) {
      schema.put("type", "boolean");
    } else if (number.matches()) {
      schema.put("type", "integer");
      schema.set("minimum", bound(number.group(1)));
      schema.set("maximum", bound(number.group(2)));
    } else if (expected.equals("expected a list of texts")) {
      schema.put("type", "array").putObject("items").put("type", "string");
    } else if (expected.startsWith("expected names with texts")) {
      schema.put("type", "object").putObject("additionalProperties").put("type", "string");
    } else if (expected.equals("expected a block of chart values")) {
      schema.put("type", "object");
    } else if (choice.matches()) {
      var choices = schema.put("type", "string").putArray("enum");
      List.of(choice.group(1).split(", ", -1)).forEach(choices::add);
      choices.add(choice.group(2));
    } else if (expected.equals("expected a text that is not empty")) {
      schema.put("type", "string").put("minLength", 1);
    } else {
      schema.putArray("type").add("string").add("number");
    }
  }

  private static JsonNode bound(String digits) {
    return IntNode.valueOf(Integer.parseInt(digits.replace(",", "")));
  }
}

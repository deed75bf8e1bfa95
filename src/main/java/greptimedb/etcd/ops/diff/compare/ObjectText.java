package greptimedb.etcd.ops.diff.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import greptimedb.etcd.model.Sha256;
import java.util.List;
import java.util.function.UnaryOperator;

/** An object as YAML that people can read: JSON inside of texts laid out, long texts cut. */
final class ObjectText {
  private static final int LONGEST_LINE = 300;
  private static final int JSON_FROM = 120;
  private static final int MOST_LINES = 12;

  private static final ObjectWriter YAML =
      new ObjectMapper(
              YAMLFactory.builder()
                  .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                  .disable(YAMLGenerator.Feature.SPLIT_LINES)
                  .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                  .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                  .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
                  .build())
          .writer();
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private ObjectText() {}

  /** Of an object that changes: texts in full, since the difference may be anywhere. */
  static List<String> whole(JsonNode object) {
    return lines(texts(object, ObjectText::laidOut));
  }

  /** Of an object that is new or gone: long texts by their length. */
  static List<String> abridged(JsonNode object) {
    return lines(texts(object, ObjectText::abridged));
  }

  private static List<String> lines(JsonNode object) {
    if (object.isMissingNode()) {
      return List.of();
    }
    try {
      return YAML.writeValueAsString(object).lines().map(ObjectText::cut).toList();
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static JsonNode texts(JsonNode node, UnaryOperator<String> change) {
    if (node instanceof ObjectNode object) {
      var copy = JsonNodeFactory.instance.objectNode();
      object
          .properties()
          .forEach(entry -> copy.set(entry.getKey(), texts(entry.getValue(), change)));
      return copy;
    }
    if (node instanceof ArrayNode list) {
      var copy = JsonNodeFactory.instance.arrayNode();
      list.forEach(element -> copy.add(texts(element, change)));
      return copy;
    }
    return node.isTextual() ? TextNode.valueOf(change.apply(node.textValue())) : node;
  }

  private static String abridged(String text) {
    var lines = text.lines().count();
    return lines > MOST_LINES || text.length() > MOST_LINES * LONGEST_LINE
        ? "(%d lines, sha256 %s)".formatted(lines, sha256(text))
        : text;
  }

  private static String laidOut(String text) {
    if (text.length() < JSON_FROM || !text.startsWith("{")) {
      return text;
    }
    try {
      return JSON.writeValueAsString(JSON.readTree(text));
    } catch (JsonProcessingException noJson) {
      return text;
    }
  }

  private static String cut(String line) {
    return line.length() <= LONGEST_LINE
        ? line
        : "%s... (%d characters, sha256 %s)"
            .formatted(line.substring(0, LONGEST_LINE), line.length(), sha256(line));
  }

  private static String sha256(String text) {
    return Sha256.of(text).substring(0, 8);
  }
}

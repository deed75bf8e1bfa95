package greptimedb.etcd.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import greptimedb.etcd.config.reading.Problem;
import greptimedb.etcd.config.reading.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The blocks of a stack file while they are read; one that is not there is empty. */
final class Blocks {
  private final ObjectMapper mapper =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final Map<String, String> settings;
  private final List<Problem> problems;
  private final List<Section> sections = new ArrayList<>();

  Blocks(Map<String, String> settings, List<Problem> problems) {
    this.settings = settings;
    this.problems = problems;
  }

  Section block(String name) {
    var section = new Section(name, json(settings.getOrDefault(name, "{}")), problems);
    sections.add(section);
    return section;
  }

  void refuseUnknownKeys() {
    sections.forEach(Section::refuseUnknownKeys);
  }

  private JsonNode json(String text) {
    try {
      var node = mapper.readTree(text);
      return node.isMissingNode() ? TextNode.valueOf(text) : node;
    } catch (JsonProcessingException notJson) {
      return TextNode.valueOf(text);
    }
  }
}

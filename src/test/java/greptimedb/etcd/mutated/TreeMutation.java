package greptimedb.etcd.mutated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Changes the settings of a stack file at random: types, keys, values, what is where. */
public final class TreeMutation {
  private final Random random;
  private final List<ObjectNode> others;

  /**
   * Changes nothing yet.
   *
   * @param others blocks {@code config} of other stack files, which parts are taken from
   */
  public TreeMutation(Random random, List<ObjectNode> others) {
    this.random = random;
    this.others = others;
  }

  /** A changed copy of a block {@code config}. */
  public ObjectNode of(ObjectNode config) {
    var copy = config.deepCopy();
    var changes = 1 + random.nextInt(4);
    for (var change = 0; change < changes; change++) {
      change(copy);
    }
    return copy;
  }

  private void change(ObjectNode config) {
    var parents = new ArrayList<ObjectNode>();
    collect(config, parents);
    var parent = parents.get(random.nextInt(parents.size()));
    var keys = new ArrayList<String>();
    parent.fieldNames().forEachRemaining(keys::add);
    if (keys.isEmpty()) {
      parent.set(Oddities.key(random), Oddities.value(random));
      return;
    }
    var key = keys.get(random.nextInt(keys.size()));
    switch (random.nextInt(9)) {
      case 0 -> parent.remove(key);
      case 1 -> parent.set(Oddities.key(random), Oddities.value(random));
      case 2 -> parent.set(misspelt(key), parent.remove(key));
      case 3 -> parent.set(key, parent.arrayNode().add(parent.get(key)));
      case 4 -> parent.set(key, parent.objectNode().set(key, parent.get(key)));
      case 5 -> graft(parent, key);
      case 6 -> chartValue(config);
      case 7 -> parent.set(key, spoilt(parent.get(key)));
      default -> parent.set(key, Oddities.value(random));
    }
  }

  private void chartValue(ObjectNode config) {
    var cluster = config.get("greptimedb-etcd:cluster");
    if (cluster instanceof ObjectNode block) {
      var values =
          block.get("values") instanceof ObjectNode present ? present : block.putObject("values");
      var key = Oddities.CHART_KEYS.get(random.nextInt(Oddities.CHART_KEYS.size()));
      values.set(key, Oddities.value(random));
    }
  }

  /** A part of another file in the place of this one. */
  private void graft(ObjectNode parent, String key) {
    var parents = new ArrayList<ObjectNode>();
    collect(others.get(random.nextInt(others.size())), parents);
    var source = parents.get(random.nextInt(parents.size()));
    parent.set(key, source.deepCopy());
  }

  private JsonNode spoilt(JsonNode value) {
    var text = value.isContainerNode() ? "{a: b}" : value.asText();
    var at = random.nextInt(text.length() + 1);
    return TextNode.valueOf(
        random.nextBoolean()
            ? text.substring(0, at)
            : text.substring(0, at) + Oddities.text(random) + text.substring(at));
  }

  private String misspelt(String key) {
    var at = random.nextInt(key.length() + 1);
    return key.substring(0, at) + "x" + key.substring(at);
  }

  private static void collect(JsonNode node, List<ObjectNode> found) {
    if (node instanceof ObjectNode block) {
      found.add(block);
      block.forEach(inner -> collect(inner, found));
    } else if (node instanceof ArrayNode list) {
      list.forEach(inner -> collect(inner, found));
    }
  }
}

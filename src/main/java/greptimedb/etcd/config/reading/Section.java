package greptimedb.etcd.config.reading;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A block of the configuration while it is read. Every question notes its key as known and every
 * wrong value as a problem, answering with the default, so that one reading finds all that is
 * wrong.
 */
public final class Section {
  private final String path;
  private final JsonNode node;
  private final List<Problem> problems;
  private final Set<String> known = new LinkedHashSet<>();
  private final List<Section> children = new ArrayList<>();

  /**
   * A block of a stack file.
   *
   * @param path of the block, as it is shown in problems
   * @param node what the stack file says
   * @param problems where all that is wrong is noted
   */
  public Section(String path, JsonNode node, List<Problem> problems) {
    this.path = path;
    this.problems = problems;
    this.node = node.isObject() ? node : JsonNodeFactory.instance.objectNode();
    if (!node.isObject()) {
      problems.add(
          new Problem(
              path, Shown.value(node), "expected a block of settings; {} takes every default"));
    }
  }

  /** The path of a key of this block. */
  public String pathOf(String key) {
    return path + "." + Shown.key(key);
  }

  /** A block inside this one; an empty one where the key is absent. */
  public Section section(String key) {
    var child =
        find(key)
            .map(found -> new Section(pathOf(key), found, problems))
            .orElseGet(
                () -> new Section(pathOf(key), JsonNodeFactory.instance.objectNode(), problems));
    children.add(child);
    return child;
  }

  /** A text that must not be empty. */
  public Optional<String> text(String key) {
    return read(
        key,
        find(key).filter(found -> found.isNumber() || found.isBoolean()).isPresent()
            ? "expected a text; put it in quotes, since YAML reads this as a number or as true or"
                + " false"
            : "expected a text that is not empty",
        Section::nonEmpty);
  }

  /** A text of a certain form. */
  public <T> Optional<T> parsed(String key, String expected, Function<String, Optional<T>> parser) {
    return read(key, expected, found -> scalar(found).flatMap(parser));
  }

  /** True or false; quoted words are refused, since a misspelt one would silently be false. */
  public Optional<Boolean> flag(String key) {
    return read(
        key,
        "expected true or false, without quotes",
        found -> found.isBoolean() ? Optional.of(found.booleanValue()) : Optional.empty());
  }

  /** A whole number within bounds. */
  public Optional<Integer> integer(String key, int least, int most) {
    return read(
        key,
        "expected a whole number from %,d to %,d, without quotes".formatted(least, most),
        found ->
            found.canConvertToInt()
                    && found.isIntegralNumber()
                    && within(found.intValue(), least, most)
                ? Optional.of(found.intValue())
                : Optional.empty());
  }

  /**
   * A block whose keys are not the program's: passed on as it is. Nulls in it are refused, since
   * the engine's SDK would silently leave them out, and numbers that are too large to be passed on.
   */
  public Map<String, Object> anything(String key) {
    find(key).ifPresent(found -> refuseUnwritable(pathOf(key), found));
    return read(
            key,
            "expected a block of chart values",
            found -> found.isObject() ? Optional.of(toMap(found)) : Optional.empty())
        .orElse(Map.of());
  }

  /** Whether the stack file says anything for a key; the key counts as known from then on. */
  public boolean has(String key) {
    return find(key).isPresent();
  }

  /** The texts of a list; empty where the key is absent. */
  public Optional<List<String>> texts(String key) {
    return read(
        key,
        "expected a list of texts",
        found ->
            found.isArray() && found.valueStream().allMatch(JsonNode::isTextual)
                ? Optional.of(found.valueStream().map(JsonNode::textValue).toList())
                : Optional.empty());
  }

  /** Texts by name; empty where the key is absent. */
  public Map<String, String> labels(String key) {
    return read(
            key,
            "expected names with texts, such as {release: prometheus}",
            found ->
                found.isObject() && found.valueStream().allMatch(JsonNode::isTextual)
                    ? Optional.of(texts(found))
                    : Optional.empty())
        .orElse(Map.of());
  }

  /** Notes a problem of a key that has a value of the right type. */
  public void refuse(String key, String expected) {
    problems.add(new Problem(pathOf(key), Shown.value(node.path(key)), expected));
  }

  /** Notes problems that somebody else found in what this block holds. */
  public void refuse(List<Problem> found) {
    problems.addAll(found);
  }

  /** To be called when all keys were asked for: what is left over is unknown. */
  public void refuseUnknownKeys() {
    node.fieldNames()
        .forEachRemaining(
            key -> {
              if (!known.contains(key)) {
                problems.add(
                    new Problem(pathOf(key), Shown.value(node.path(key)), unknownKey(key, known)));
              }
            });
    children.forEach(Section::refuseUnknownKeys);
  }

  /** What a problem says of an unknown key: the nearest known one, or all of them. */
  public static String unknownKey(String key, Set<String> known) {
    return NearestKey.of(key, known)
        .map("unknown key; did you mean %s?"::formatted)
        .orElseGet(() -> "unknown key; expected one of " + String.join(", ", known));
  }

  private <T> Optional<T> read(
      String key, String expected, Function<JsonNode, Optional<T>> reader) {
    return find(key)
        .flatMap(
            found -> {
              var value = reader.apply(found);
              if (value.isEmpty()) {
                refuse(key, expected);
              }
              return value;
            });
  }

  private Optional<JsonNode> find(String key) {
    known.add(key);
    return Optional.ofNullable(node.get(key)).filter(found -> !found.isNull());
  }

  private void refuseUnwritable(String at, JsonNode found) {
    if (found.isNull()) {
      problems.add(
          new Problem(at, "null", "expected a value: a null cannot be passed on to the chart"));
    }
    if (found.isDouble() && !Double.isFinite(found.doubleValue())) {
      problems.add(new Problem(at, Shown.value(found), "expected a number that JSON can hold"));
    }
    found
        .properties()
        .forEach(entry -> refuseUnwritable(at + "." + Shown.key(entry.getKey()), entry.getValue()));
    for (var index = 0; found.isArray() && index < found.size(); index++) {
      refuseUnwritable("%s[%d]".formatted(at, index), found.get(index));
    }
  }

  private static boolean within(int value, int least, int most) {
    return least <= value && value <= most;
  }

  private static Optional<String> nonEmpty(JsonNode found) {
    return found.isTextual() && !found.textValue().isBlank()
        ? Optional.of(found.textValue())
        : Optional.empty();
  }

  /** Numbers are taken as well, since {@code cpu: 2} is natural to write. */
  private static Optional<String> scalar(JsonNode found) {
    return found.isNumber() ? Optional.of(found.asText()) : nonEmpty(found);
  }

  private static Map<String, String> texts(JsonNode found) {
    var texts = new LinkedHashMap<String, String>();
    found.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().textValue()));
    return texts;
  }

  private static Map<String, Object> toMap(JsonNode found) {
    return new ObjectMapper()
        .convertValue(found, new TypeReference<LinkedHashMap<String, Object>>() {});
  }
}

package greptimedb.etcd.outputs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** One block of the outputs while it is read. Unknown outputs are passed over. */
final class Block {
  private final String path;
  private final Map<?, ?> outputs;

  Block(String path, Map<?, ?> outputs) {
    this.path = path;
    this.outputs = outputs;
  }

  String text(String key) {
    return optionalText(key).orElseThrow(() -> missing(key, "a text"));
  }

  Optional<String> optionalText(String key) {
    return value(key, String.class, "a text");
  }

  /** Numbers come as doubles through a StackReference, and as integers from JSON. */
  int number(String key) {
    return optionalNumber(key).orElseThrow(() -> missing(key, "a number"));
  }

  Optional<Integer> optionalNumber(String key) {
    return value(key, Number.class, "a number").map(Number::intValue);
  }

  boolean flag(String key) {
    return optionalFlag(key).orElseThrow(() -> missing(key, "true or false"));
  }

  Optional<Boolean> optionalFlag(String key) {
    return value(key, Boolean.class, "true or false");
  }

  List<String> texts(String key) {
    List<?> found =
        value(key, List.class, "a list of texts")
            .orElseThrow(() -> missing(key, "a list of texts"));
    return found.stream().map(String::valueOf).toList();
  }

  <T> Optional<T> block(String key, Function<Block, T> reader) {
    return value(key, Map.class, "a block")
        .map(found -> reader.apply(new Block(path + key + ".", found)));
  }

  /** The blocks inside a block, by their names. */
  <T> Map<String, T> blocks(String key, Function<Block, T> reader) {
    Map<?, ?> inside = value(key, Map.class, "a block").orElseThrow(() -> missing(key, "a block"));
    var read = new LinkedHashMap<String, T>();
    for (var name : inside.keySet()) {
      var block = new Block(path + key + ".", inside);
      read.put(
          String.valueOf(name),
          block
              .block(String.valueOf(name), reader)
              .orElseThrow(() -> block.missing(String.valueOf(name), "a block")));
    }
    return read;
  }

  private <T> Optional<T> value(String key, Class<T> type, String expected) {
    var found = outputs.get(key);
    if (found == null) {
      return Optional.empty();
    }
    if (!type.isInstance(found)) {
      throw new OutputsException("%s%s: %s: expected %s".formatted(path, key, found, expected));
    }
    return Optional.of(type.cast(found));
  }

  private OutputsException missing(String key, String expected) {
    return new OutputsException("%s%s: missing: expected %s".formatted(path, key, expected));
  }
}

package greptimedb.etcd.model.greptimedb;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks into an object of plain maps; whatever is missing or of another type is empty. */
final class Fields {
  private Fields() {}

  static Optional<Object> at(Object object, String... path) {
    var found = object;
    for (var key : path) {
      found = found instanceof Map<?, ?> fields ? fields.get(key) : null;
    }
    return Optional.ofNullable(found);
  }

  static List<String> texts(Object object, String... path) {
    return at(object, path).orElse(List.of()) instanceof List<?> values
        ? values.stream().map(String::valueOf).toList()
        : List.of();
  }

  static Optional<Integer> number(Object object, String... path) {
    return at(object, path)
        .filter(Number.class::isInstance)
        .map(Number.class::cast)
        .map(Number::intValue);
  }
}

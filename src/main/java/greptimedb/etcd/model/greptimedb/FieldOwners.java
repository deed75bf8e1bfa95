package greptimedb.etcd.model.greptimedb;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Who owns a field of a live object: its {@code metadata.managedFields}. */
final class FieldOwners {
  private final List<?> entries;

  FieldOwners(Map<String, Object> object) {
    this.entries =
        Fields.at(object, "metadata", "managedFields").orElse(List.of()) instanceof List<?> found
            ? found
            : List.of();
  }

  /** The managers of a field, each once; none if nobody ever claimed it. */
  List<String> of(List<String> field) {
    var path =
        Stream.concat(Stream.of("fieldsV1"), field.stream().map("f:"::concat))
            .toArray(String[]::new);
    return entries.stream()
        .filter(entry -> Fields.at(entry, path).isPresent())
        .map(entry -> Fields.at(entry, "manager").map(String::valueOf).orElse("unknown"))
        .distinct()
        .toList();
  }
}

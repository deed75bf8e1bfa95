package greptimedb.etcd.model.cluster;

import greptimedb.etcd.config.reading.ConfigurationException;
import greptimedb.etcd.config.reading.Problem;
import greptimedb.etcd.config.reading.Shown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Merges {@code cluster.values} into the values that the program manages. What has a setting of its
 * own was refused when the stack file was read; what is found here has none.
 */
final class FurtherValues {
  private final List<Problem> problems = new ArrayList<>();

  private FurtherValues() {}

  static Map<String, Object> merge(Map<String, Object> managed, Map<String, Object> further) {
    var merge = new FurtherValues();
    var merged = merge.blocks("cluster.values", managed, further);
    if (!merge.problems.isEmpty()) {
      throw new ConfigurationException(merge.problems);
    }
    return merged;
  }

  private Map<String, Object> blocks(String path, Map<?, ?> managed, Map<?, ?> further) {
    var merged = new LinkedHashMap<String, Object>();
    managed.forEach((key, value) -> merged.put((String) key, value));
    further.forEach(
        (key, value) ->
            merged.merge(
                (String) key, value, (ours, theirs) -> both(path + "." + key, ours, theirs)));
    return merged;
  }

  private Object both(String path, Object ours, Object theirs) {
    if (ours instanceof Map<?, ?> ourBlock && theirs instanceof Map<?, ?> theirBlock) {
      return blocks(path, ourBlock, theirBlock);
    }
    if (ours instanceof List<?> ourVariables && theirs instanceof List<?> theirVariables) {
      return lists(path, ourVariables, theirVariables);
    }
    problems.add(new Problem(path, Shown.outline(theirs), "is set by the program: leave it out"));
    return ours;
  }

  /** Environment variables are added behind the program's; the same name twice would be a clash. */
  private List<Object> lists(String path, List<?> ours, List<?> theirs) {
    var names = ours.stream().map(FurtherValues::nameOf).toList();
    theirs.stream()
        .map(FurtherValues::nameOf)
        .filter(Set.copyOf(names)::contains)
        .forEach(
            name -> problems.add(new Problem(path, name, "is set by the program: leave it out")));
    var all = new ArrayList<Object>(ours);
    all.addAll(theirs);
    return all;
  }

  private static String nameOf(Object variable) {
    return variable instanceof Map<?, ?> fields
        ? String.valueOf(fields.get("name"))
        : String.valueOf(variable);
  }
}

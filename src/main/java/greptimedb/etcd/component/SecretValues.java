package greptimedb.etcd.component;

import com.pulumi.core.Output;
import greptimedb.etcd.config.Configuration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Marks what the stack file added to the chart's values as secret, so that the engine encrypts it
 * in the state and masks it in what it prints. It tells a program which keys hold secrets, but not
 * where in them: so all that was added counts.
 */
public final class SecretValues {
  private SecretValues() {}

  /**
   * The values, what was added to them as secret outputs where the stack's configuration has a
   * secret.
   *
   * @param values the program's own, with the further ones merged into them
   */
  public static Map<String, Object> marked(
      Map<String, Object> values, Configuration configuration) {
    return configuration.secretValues() ? marked(values, configuration.cluster().values()) : values;
  }

  private static Map<String, Object> marked(
      Map<String, Object> values, Map<String, Object> further) {
    var marked = new LinkedHashMap<>(values);
    further.forEach((key, added) -> marked.computeIfPresent(key, (same, all) -> mark(all, added)));
    return marked;
  }

  private static Object mark(Object all, Object added) {
    if (all instanceof Map<?, ?> merged && added instanceof Map<?, ?> block) {
      var marked = new LinkedHashMap<String, Object>();
      merged.forEach(
          (key, value) ->
              marked.put(
                  String.valueOf(key),
                  block.containsKey(key) ? mark(value, block.get(key)) : value));
      return marked;
    }
    if (all instanceof List<?> merged && added instanceof List<?> list) {
      // The program's own come first.
      var own = merged.size() - list.size();
      var marked = new ArrayList<Object>(merged.subList(0, own));
      list.forEach(element -> marked.add(Output.ofSecret((Object) element)));
      return marked;
    }
    return Output.ofSecret(all);
  }
}

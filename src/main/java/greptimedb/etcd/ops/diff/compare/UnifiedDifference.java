package greptimedb.etcd.ops.diff.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import greptimedb.etcd.ops.cluster.ManifestObject;
import java.util.List;
import java.util.stream.Stream;

/** The two forms of an object as {@code diff -u} shows them. */
final class UnifiedDifference {
  private static final int CONTEXT = 3;
  private static final String NOTHING = "/dev/null";

  private UnifiedDifference() {}

  /**
   * The lines, none of which ends in a line break.
   *
   * @param before missing where the object is new
   * @param after missing where it goes
   */
  static List<String> of(ManifestObject.Key key, JsonNode before, JsonNode after) {
    if (before.isMissingNode()) {
      return whole("+", NOTHING, key.shown(), ObjectText.abridged(after));
    }
    if (after.isMissingNode()) {
      return whole("-", key.shown(), NOTHING, ObjectText.abridged(before));
    }
    var old = ObjectText.whole(before);
    var wanted = ObjectText.whole(after);
    return UnifiedDiffUtils.generateUnifiedDiff(
        key.shown(), key.shown(), old, DiffUtils.diff(old, wanted), CONTEXT);
  }

  private static List<String> whole(String sign, String from, String to, List<String> lines) {
    var range = "1," + lines.size();
    var head =
        Stream.of(
            "--- " + from,
            "+++ " + to,
            sign.equals("+")
                ? "@@ -0,0 +%s @@".formatted(range)
                : "@@ -%s +0,0 @@".formatted(range));
    return Stream.concat(head, lines.stream().map(sign::concat)).toList();
  }
}

package greptimedb.etcd.ops.diff.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A comparison in a few lines, the gravest first.
 *
 * @param restarts which pods restart, and why
 * @param scaling which pods start or stop
 * @param immutable {@code KIND.FIELD} of the chart's objects that cannot change: the up fails
 * @param refused what else the up refuses
 * @param replaced objects that are deleted and made anew, with the fields that ask for it
 * @param created objects that are new
 * @param changed objects that change in place
 * @param deleted objects that go
 * @param kept objects that stay, no longer declared
 * @param unchanged how many stay as they are
 */
public record Summary(
    List<String> restarts,
    List<String> scaling,
    List<String> immutable,
    List<String> refused,
    List<String> replaced,
    List<String> created,
    List<String> changed,
    List<String> deleted,
    List<String> kept,
    long unchanged) {

  /**
   * Of all objects.
   *
   * @param refusals problems that the up would stop at, one line each
   */
  public static Summary of(List<ObjectDifference> objects, List<String> refusals) {
    return new Summary(
        objects.stream().flatMap(object -> object.restarts().stream()).toList(),
        objects.stream().flatMap(object -> object.scaling().stream()).toList(),
        objects.stream().filter(Summary::cannotChange).flatMap(Summary::fields).toList(),
        Stream.concat(
                refusals.stream(),
                shown(objects, Change.PROTECTED)
                    .map(object -> object + ": protected from deletion"))
            .toList(),
        objects.stream()
            .filter(object -> object.change() == Change.REPLACED)
            .map(object -> "%s (%s)".formatted(object.shown(), fieldsOf(object)))
            .toList(),
        shown(objects, Change.CREATED).toList(),
        shown(objects, Change.CHANGED).toList(),
        shown(objects, Change.DELETED).toList(),
        shown(objects, Change.KEPT).toList(),
        shown(objects, Change.UNCHANGED).count());
  }

  /** Whether an up would change nothing, and be refused nothing. */
  public boolean isEmpty() {
    return Stream.of(immutable, refused, replaced, created, changed, deleted, kept)
        .allMatch(List::isEmpty);
  }

  /** One line a fact. */
  public List<String> lines() {
    var lines = new ArrayList<String>(restarts);
    if (restarts.isEmpty()) {
      lines.add("no pod restarts");
    }
    lines.addAll(scaling);
    if (!immutable.isEmpty()) {
      lines.add(
          "immutable: %s (Kubernetes refuses it, and the upgrade of the release fails)"
              .formatted(String.join(", ", immutable)));
    }
    refused.forEach(problem -> lines.add("refused: " + problem));
    listed("replaced", replaced, lines);
    listed("created", created, lines);
    listed("changed", changed, lines);
    listed("deleted", deleted, lines);
    listed("no longer declared, stays in the cluster", kept, lines);
    lines.add("unchanged: " + unchanged);
    return lines;
  }

  private static void listed(String what, List<String> objects, List<String> lines) {
    if (!objects.isEmpty()) {
      lines.add("%s: %s".formatted(what, String.join(", ", objects)));
    }
  }

  private static boolean cannotChange(ObjectDifference object) {
    return object.change() == Change.CHANGED && !object.immutable().isEmpty();
  }

  private static Stream<String> fields(ObjectDifference object) {
    return object.immutable().stream().map(field -> object.key().kind() + "." + field);
  }

  private static String fieldsOf(ObjectDifference object) {
    return String.join(", ", object.immutable());
  }

  private static Stream<String> shown(List<ObjectDifference> objects, Change change) {
    return objects.stream()
        .filter(object -> object.change() == change)
        .map(ObjectDifference::shown);
  }
}

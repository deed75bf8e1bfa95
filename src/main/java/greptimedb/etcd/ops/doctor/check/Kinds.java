package greptimedb.etcd.ops.doctor.check;

import greptimedb.etcd.model.RequiredKind;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Whether the cluster has the custom kinds that the enabled blocks need. */
public final class Kinds {
  private Kinds() {}

  /**
   * Judges.
   *
   * @param required kinds of all enabled blocks
   * @param known whether the API server has one
   */
  public static Judgement judge(List<RequiredKind> required, Predicate<RequiredKind> known) {
    var absent = required.stream().filter(kind -> !known.test(kind)).toList();
    if (absent.isEmpty()) {
      return Judgement.fine(
          required.isEmpty()
              ? "no enabled block needs a custom kind"
              : required.stream().map(RequiredKind::kind).collect(Collectors.joining(", ")));
    }
    return Judgement.of(absent.stream().map(Kinds::absent).toList(), "");
  }

  private static Judgement absent(RequiredKind kind) {
    return Judgement.failed(
        "%s is absent, which %s: %s needs"
            .formatted(kind.definition(), kind.setting(), kind.value()),
        "%s installs it; or set %s".formatted(kind.installedBy(), kind.instead()));
  }
}

package greptimedb.etcd.ops.doctor.check;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a check says.
 *
 * @param verdict how it came out
 * @param found what is so, in one line
 * @param remedy what to do; empty text if nothing
 */
public record Judgement(Verdict verdict, String found, String remedy) {

  /** All is well. */
  public static Judgement fine(String found) {
    return new Judgement(Verdict.FINE, found, "");
  }

  /** Works, and deserves a word. */
  public static Judgement warning(String found, String remedy) {
    return new Judgement(Verdict.WARNING, found, remedy);
  }

  /** Something is wrong. */
  public static Judgement failed(String found, String remedy) {
    return new Judgement(Verdict.FAILED, found, remedy);
  }

  /** Nobody could be asked, because of {@code reason}. */
  public static Judgement unasked(String reason) {
    return new Judgement(Verdict.UNASKED, "not asked: " + reason, "");
  }

  /**
   * Several in one line, the worst first.
   *
   * @param troubles may be empty: then {@code fine} is what is found
   */
  public static Judgement of(List<Judgement> troubles, String fine) {
    if (troubles.isEmpty()) {
      return fine(fine);
    }
    var worstFirst =
        troubles.stream().sorted(Comparator.comparing(Judgement::verdict).reversed()).toList();
    return new Judgement(
        worstFirst.get(0).verdict(),
        worstFirst.stream().map(Judgement::found).distinct().collect(Collectors.joining("; ")),
        worstFirst.stream()
            .map(Judgement::remedy)
            .filter(remedy -> !remedy.isEmpty())
            .distinct()
            .collect(Collectors.joining("; ")));
  }
}

package greptimedb.etcd.config.reading;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the known key that a misspelt one was most likely meant to be. */
final class NearestKey {
  private NearestKey() {}

  /** The known key nearest to the given one, if any differs in less than half of its letters. */
  static Optional<String> of(String key, Collection<String> known) {
    return known.stream()
        .filter(candidate -> 2 * distance(key, candidate) <= candidate.length())
        .min(Comparator.comparingInt(candidate -> distance(key, candidate)));
  }

  /** Levenshtein's edit distance. */
  private static int distance(String left, String right) {
    var previous = new int[right.length() + 1];
    for (var column = 0; column <= right.length(); column++) {
      previous[column] = column;
    }
    for (var row = 1; row <= left.length(); row++) {
      var current = new int[right.length() + 1];
      current[0] = row;
      for (var column = 1; column <= right.length(); column++) {
        var substitution = left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1;
        current[column] =
            Math.min(
                previous[column - 1] + substitution,
                1 + Math.min(previous[column], current[column - 1]));
      }
      previous = current;
    }
    return previous[right.length()];
  }
}

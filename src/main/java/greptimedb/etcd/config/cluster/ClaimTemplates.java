package greptimedb.etcd.config.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The further chart values that go into a StatefulSet's volumeClaimTemplates, as a fingerprint: the
 * values themselves may be secret, and the outputs are not.
 */
public final class ClaimTemplates {
  private ClaimTemplates() {}

  /**
   * The same for the same values, in whatever order their keys are.
   *
   * @param values {@code cluster.values}
   */
  public static String fingerprint(Map<String, Object> values) {
    var ofClaims = new TreeMap<String, Object>();
    Stream.of("extraVolumeClaimTemplates", "persistence")
        .flatMap(
            key ->
                Optional.ofNullable(values.get(key)).map(value -> Map.entry(key, value)).stream())
        .filter(entry -> !entry.getValue().equals(Map.of()))
        .forEach(entry -> ofClaims.put(entry.getKey(), sorted(entry.getValue())));
    return UUID.nameUUIDFromBytes(ofClaims.toString().getBytes(UTF_8)).toString();
  }

  private static Object sorted(Object value) {
    if (value instanceof Map<?, ?> block) {
      var sorted = new TreeMap<String, Object>();
      block.forEach((key, inner) -> sorted.put(String.valueOf(key), sorted(inner)));
      return sorted;
    }
    return value instanceof Iterable<?> list
        ? StreamSupport.stream(list.spliterator(), false).map(ClaimTemplates::sorted).toList()
        : value;
  }
}

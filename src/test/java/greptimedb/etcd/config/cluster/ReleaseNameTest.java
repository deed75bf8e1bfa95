package greptimedb.etcd.config.cluster;

import static greptimedb.etcd.config.ConfigurationText.cluster;
import static greptimedb.etcd.config.ConfigurationText.clusterProblems;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No name of an object may be truncated: the longest is {@code <full name>-restore-drill}, of 52.
 */
class ReleaseNameTest {

  @ParameterizedTest
  @MethodSource
  void takesNamesThatFit(String name) {
    assertThat(cluster("{release: %s}".formatted(name)).release()).isEqualTo(name);
  }

  @ParameterizedTest
  @MethodSource
  void refusesNamesThatTruncateOrAreNone(String name) {
    assertThat(clusterProblems("{release: %s}".formatted(name)))
        .containsExactly(
            ("cluster.release: \"%s\": expected small letters, digits and -; with the -etcd that the chart adds"
                    + " where the name lacks it, at most 38, because longer names of objects are truncated")
                .formatted(name));
  }

  static List<String> takesNamesThatFit() {
    return List.of("etcd", "store", "etcd-2", "etcd" + "x".repeat(34), "s".repeat(33));
  }

  static List<String> refusesNamesThatTruncateOrAreNone() {
    return List.of(
        "etcd" + "x".repeat(35), "s".repeat(34), "Etcd", "etcd_2", "2-etcd", "etcd-", "-etcd");
  }
}

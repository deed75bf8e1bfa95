package greptimedb.etcd.cluster;

import static greptimedb.etcd.cluster.TestStack.succeed;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The real environments preview on a control plane that has nothing of theirs. */
class ProdPreviewIT {

  @Test
  void prodPreviewsWithTheDocumentsSizes() throws Exception {
    try (var stack = new TestStack("it-prod")) {
      // given
      stack.configuredWith(
          Files.readString(Path.of("Pulumi.prod.yaml"))
              .replace(
                  "greptimedb-etcd:cluster:\n",
                  "greptimedb-etcd:cluster:\n    chart: {reference: \"%s\"}\n"
                      .formatted(chartOnDisk())));
      // when
      var preview = succeed(stack.preview("--diff"));
      // then
      assertThat(preview.output())
          .contains("8589934592")
          .contains("+ kubernetes:helm.sh/v3:Release")
          .contains("5 to create");
    }
  }

  private static String chartOnDisk() {
    return Path.of("src/test/contract/chart").toAbsolutePath().toString();
  }

  @Test
  void everyErrorOfAConfigurationComesAtOnceAndWithoutAStackTrace() {
    try (var stack = new TestStack("it-errors")) {
      // given
      stack.configuredWith(
          "config:\n  greptimedb-etcd:cluster: {replicas: 2, createNamespace: ture, storrage: {size: 8Gi}, quota: much}\n");
      // when
      var preview = stack.preview();
      // then
      assertThat(preview.exitCode()).isNotZero();
      assertThat(preview.output())
          .contains("cluster.replicas: 2: expected an odd number")
          .contains("cluster.createNamespace: \"ture\": expected true or false")
          .contains("cluster.storrage: {\"size\":\"8Gi\"}: unknown key; did you mean storage?")
          .contains("cluster.quota: \"much\": expected a Kubernetes quantity")
          .doesNotContain("\tat ");
    }
  }

  @Test
  void aStackWithoutClusterIsToldSo() {
    try (var stack = new TestStack("it-empty").configuredWith("config: {}\n")) {
      var preview = stack.preview();
      assertThat(preview.exitCode()).isNotZero();
      assertThat(preview.output()).contains("greptimedb-etcd:cluster").doesNotContain("\tat ");
    }
  }
}

package greptimedb.etcd.cluster;

import static greptimedb.etcd.cluster.TestStack.SMALL;
import static greptimedb.etcd.cluster.TestStack.succeed;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A chart of an HTTP repository is fetched from there. */
class ChartRepositoryIT {

  @Test
  void aPreviewFetchesTheIndexAndTheChart() {
    try (var repository = new ChartRepository();
        var stack = new TestStack("it-repository")) {
      // given
      stack.configuredWith(settings(repository, ChartRepository.VERSION));
      // when
      var preview = succeed(stack.preview("--diff"));
      // then
      assertThat(repository.asked()).contains("/index.yaml", ChartRepository.chartPath());
      assertThat(preview.output()).contains(repository.address());
    }
  }

  @Test
  void aVersionThatTheRepositoryLacksIsNamed() {
    try (var repository = new ChartRepository();
        var stack = new TestStack("it-repository-version")) {
      // given
      stack.configuredWith(settings(repository, "99.0.0"));
      // when
      var preview = stack.preview();
      // then
      assertThat(preview.exitCode()).isNotZero();
      assertThat(preview.output()).contains("99.0.0").doesNotContain("\tat ");
    }
  }

  static String settings(ChartRepository repository, String version) {
    return "config:\n  greptimedb-etcd:cluster: {namespace: it-repository, chart: {reference: etcd, repository: \"%s\", version: %s}, image: {registry: \"localhost:15000\"}, %s}\n"
        .formatted(repository.address(), version, SMALL);
  }
}

package greptimedb.etcd.config;

import static greptimedb.etcd.config.ConfigurationText.cluster;
import static greptimedb.etcd.config.ConfigurationText.clusterProblems;
import static greptimedb.etcd.config.ConfigurationText.problems;
import static greptimedb.etcd.config.ConfigurationText.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greptimedb.etcd.config.reading.ConfigurationException;
import greptimedb.etcd.config.reading.Problem;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationReaderTest {

  @Test
  void asksForTheCluster() {
    // given, when
    var problems = problems("greptimedb-etcd:active: etcd", "other:cluster: {}");

    // then
    assertThat(problems)
        .containsExactly(
            "cluster: missing: expected a block greptimedb-etcd:cluster; {} takes every default");
  }

  @Test
  void passesOverOtherNamespaces() {
    assertThat(problems("greptimedb-etcd:cluster: {}", "kubernetes:context: kind")).isEmpty();
  }

  @Test
  void namesTheNearestTopLevelKey() {
    assertThat(problems("greptimedb-etcd:cluster: {}", "greptimedb-etcd:actve: etcd"))
        .containsExactly("actve: etcd: unknown key; did you mean active?");
  }

  @Test
  void collectsEveryProblemInOrder() {
    // given: two at the top, two wrong values, one clash of two settings, two unknown keys
    var lines =
        new String[] {
          "greptimedb-etcd:cluster: {colour: red, quota: 9Gi, storage: {sise: 1Gi, size: 9Gi},"
              + " replicas: 2, release: E}",
          "greptimedb-etcd:active: other",
          "greptimedb-etcd:clutser: {}"
        };

    // when, then
    assertThatThrownBy(() -> read(lines))
        .isInstanceOfSatisfying(
            ConfigurationException.class,
            unusable ->
                assertThat(unusable.problems())
                    .extracting(Problem::path)
                    .containsExactly(
                        "clutser",
                        "cluster.release",
                        "cluster.replicas",
                        "cluster.quota",
                        "cluster.colour",
                        "cluster.storage.sise",
                        "active"))
        .hasMessageStartingWith(
            """
            the configuration of this stack cannot be used:
              clutser: {}: unknown key; did you mean cluster?
              cluster.release: "E":\s""");
  }

  @Test
  void takesTheReleaseAsActiveUnlessNamed() {
    assertThat(read("greptimedb-etcd:cluster: {release: etcd-a}").active()).isEqualTo("etcd-a");
    assertThat(
            read("greptimedb-etcd:cluster: {release: etcd-a}", "greptimedb-etcd:active: \"\"")
                .active())
        .isEqualTo("etcd-a");
    assertThat(
            read("greptimedb-etcd:cluster: {release: etcd-a}", "greptimedb-etcd:active: etcd-a")
                .active())
        .isEqualTo("etcd-a");
  }

  @Test
  void refusesAnActiveReleaseThatTheStackLacks() {
    assertThat(problems("greptimedb-etcd:cluster: {}", "greptimedb-etcd:active: etcd-b"))
        .containsExactly("active: etcd-b: expected the name of a release of this stack: etcd");
  }

  @Test
  void takesNullForTheDefault() {
    // given
    var nulls =
        "{namespace: null, createNamespace: null, release: null, chart: null, image: {tag: null},"
            + " replicas: null, storage: {size: null, class: null}, resources: {cpu: null},"
            + " compaction: {mode: null, retention: null}, quota: null, electionTimeout: null,"
            + " snapshotCount: null, readiness: {delay: null}, values: null}";

    // when, then
    assertThat(cluster(nulls)).isEqualTo(cluster("{}"));
  }

  @Test
  void readsTimesOfReadinessAndElection() {
    var cluster = cluster("{readiness: {delay: 1m, period: 10000ms}, electionTimeout: 1s}");

    assertThat(cluster.readiness().delay().duration()).hasSeconds(60);
    assertThat(cluster.readiness().period().duration()).hasSeconds(10);
    assertThat(cluster.electionTimeout().duration()).hasMillis(1000);
  }

  @Test
  void takesNumbersAsQuantities() {
    var cluster = cluster("{resources: {cpu: 0.5, memory: 8589934592}}");

    assertThat(cluster.resources().cpu().text()).isEqualTo("0.5");
    assertThat(cluster.resources().memory().toLong()).isEqualTo(8L << 30);
  }

  @Test
  void takesLocalChartsThatExist(@TempDir Path chart) {
    var reference = cluster("{chart: {reference: \"%s\"}}".formatted(chart)).chart();

    assertThat(reference.isLocal()).isTrue();
  }

  @Test
  void takesAChartOfARepositoryByName() {
    var chart = cluster("{chart: {reference: etcd, repository: \"https://charts.test\"}}").chart();

    assertThat(chart.isLocal()).isFalse();
    assertThat(chart.repository()).contains("https://charts.test");
  }

  /** The SDK would leave a null out of the request to the engine, and no one would be told. */
  @Test
  void refusesNullsAmongChartValues() {
    assertThat(clusterProblems("{values: {a: null, b: {c: [1, {d: null}]}}}"))
        .containsExactly(
            "cluster.values.a: null: expected a value: a null cannot be passed on to the chart",
            "cluster.values.b.c[1].d: null: expected a value: a null cannot be passed on to the"
                + " chart");
  }

  @Test
  void takesAllChartValuesAsTheyAre() {
    assertThat(cluster("{values: {a: {b: [1, x]}, c: false}}").values())
        .containsEntry("a", Map.of("b", java.util.List.of(1, "x")))
        .containsEntry("c", false);
  }

  @Test
  void aNumberThatJsonCannotHoldIsNotPassedOn() {
    assertThatThrownBy(
            () ->
                new ConfigurationReader()
                    .read(Map.of("greptimedb-etcd:cluster", "{\"values\": {\"a\": [1e999]}}")))
        .hasMessageContaining(
            "cluster.values.a[0]: \"Infinity\": expected a number that JSON can hold");
  }
}

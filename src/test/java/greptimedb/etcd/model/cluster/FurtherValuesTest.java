package greptimedb.etcd.model.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greptimedb.etcd.StackFile;
import greptimedb.etcd.config.ConfigurationReader;
import greptimedb.etcd.config.reading.ConfigurationException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FurtherValuesTest {

  @Test
  void addsBlocksAndScalars() {
    var values = values("{metrics: {enabled: true}, commonLabels: {team: data}, logLevel: debug}");

    assertThat(values)
        .containsEntry("metrics", Map.of("enabled", true))
        .containsEntry("commonLabels", Map.of("team", "data"))
        .containsEntry("logLevel", "debug")
        .containsEntry("replicaCount", 3);
  }

  @Test
  void mergesIntoManagedBlocks() {
    var values = values("{persistence: {annotations: {a: b}}, image: {pullPolicy: Always}}");

    assertThat(values.get("persistence"))
        .isEqualTo(Map.of("size", "8Gi", "annotations", Map.of("a", "b")));
    assertThat(values.get("image"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .containsEntry("pullPolicy", "Always")
        .containsEntry("repository", "bitnami/etcd");
  }

  @Test
  void addsEnvironmentVariablesBehindTheManaged() {
    var values = values("{extraEnvVars: [{name: ETCD_LOG_LEVEL, value: warn}]}");

    assertThat((List<?>) values.get("extraEnvVars"))
        .hasSize(4)
        .last()
        .isEqualTo(Map.of("name", "ETCD_LOG_LEVEL", "value", "warn"));
  }

  @Test
  void refusesEveryClashAtOnce() {
    assertThatThrownBy(
            () ->
                values(
                    "{replicaCount: 5, auth: {token: {enabled: true}}, image: none, autoCompactionMode: revision,"
                        + " extraEnvVars: [{name: ETCD_SNAPSHOT_COUNT, value: '5'}]}"))
        .isInstanceOfSatisfying(
            ConfigurationException.class,
            unusable ->
                assertThat(unusable.problems())
                    .extracting(problem -> problem.path() + ": " + problem.value())
                    .containsExactly(
                        "cluster.values.replicaCount: 5",
                        "cluster.values.auth.token.enabled: true",
                        "cluster.values.image: none",
                        "cluster.values.autoCompactionMode: revision",
                        "cluster.values.extraEnvVars: ETCD_SNAPSHOT_COUNT"))
        .hasMessageContaining(
            "cluster.values.replicaCount: 5: is managed by the program (3); use the setting under cluster");
  }

  @Test
  void refusesVariablesThatAreNoList() {
    assertThatThrownBy(() -> values("{extraEnvVars: {ETCD_LOG_LEVEL: warn}}"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("cluster.values.extraEnvVars: {ETCD_LOG_LEVEL=warn}: is managed");
  }

  private static Map<String, Object> values(String flow) {
    var settings =
        StackFile.settings("config:\n  greptimedb-etcd:cluster: {values: %s}".formatted(flow));
    return HelmValues.of(new ConfigurationReader().read(settings), "etcd");
  }
}

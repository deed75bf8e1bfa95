package greptimedb.etcd.model.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greptimedb.etcd.StackFile;
import greptimedb.etcd.config.ConfigurationReader;
import greptimedb.etcd.config.reading.ConfigurationException;
import greptimedb.etcd.config.reading.Problem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FurtherValuesTest {

  @Test
  void addsBlocksAndScalars() {
    var values = values("{nodeSelector: {disk: ssd}, commonLabels: {team: data}, logLevel: debug}");

    assertThat(values)
        .containsEntry("nodeSelector", Map.of("disk", "ssd"))
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
        .hasSize(6)
        .last()
        .isEqualTo(Map.of("name", "ETCD_LOG_LEVEL", "value", "warn"));
  }

  /** Everything else that clashes has a rule of its own, see ChartValuesTest. */
  @Test
  void refusesEveryClashWithAValueThatNoRuleNames() {
    assertThatThrownBy(
            () ->
                values(
                    "{global: {security: {allowInsecureImages: false}}, resources: {limits: 1}}"))
        .isInstanceOfSatisfying(
            ConfigurationException.class,
            unusable ->
                assertThat(unusable.problems())
                    .extracting(Problem::toString)
                    .containsExactly(
                        "cluster.values.resources.limits: 1: expected a block of chart values"));
    assertThatThrownBy(() -> values("{global: {security: {allowInsecureImages: false}}}"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(
            "cluster.values.global.security.allowInsecureImages: false: is set by the program:"
                + " leave it out");
  }

  private static Map<String, Object> values(String flow) {
    var settings =
        StackFile.settings("config:\n  greptimedb-etcd:cluster: {values: %s}".formatted(flow));
    return HelmValues.of(new ConfigurationReader().read(settings), "etcd");
  }
}

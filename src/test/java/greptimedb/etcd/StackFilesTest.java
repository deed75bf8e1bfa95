package greptimedb.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import greptimedb.etcd.config.ConfigurationReader;
import greptimedb.etcd.config.cluster.ClusterConfiguration;
import greptimedb.etcd.model.cluster.HelmValues;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The stack files at the top of the project say what they mean. */
class StackFilesTest {

  @TestFactory
  Stream<DynamicTest> everyStackFileIsAccepted() {
    assertThat(StackFile.all()).hasSizeGreaterThanOrEqualTo(3);
    return StackFile.all().stream().map(file -> dynamicTest(file.toString(), () -> cluster(file)));
  }

  @Test
  void productionHasTheDocumentsQuotaAndAVolumeThatProtectsIt() {
    // when
    var production = cluster(Path.of("Pulumi.prod.yaml"));

    // then
    assertThat(production.replicas()).isEqualTo(3);
    assertThat(production.storage().size().text()).isEqualTo("20Gi");
    assertThat(production.resources().cpu().text()).isEqualTo("2");
    assertThat(production.resources().memory().text()).isEqualTo("16Gi");
    assertThat(production.quota().toLong()).isEqualTo(8_589_934_592L);
  }

  @Test
  void theProjectDescribesEveryKey() {
    var declared = StackFile.tree(Path.of("Pulumi.yaml")).path("config");

    assertThat(declared.properties())
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrder(
            "greptimedb-etcd:cluster",
            "greptimedb-etcd:backup",
            "greptimedb-etcd:restore",
            "greptimedb-etcd:active",
            "greptimedb-etcd:greptimedb",
            "greptimedb-etcd:monitoring",
            "greptimedb-etcd:defrag");
    assertThat(declared.properties())
        .allSatisfy(
            entry -> assertThat(entry.getValue().path("description").asText()).isNotBlank());
  }

  private static ClusterConfiguration cluster(Path file) {
    var configuration = new ConfigurationReader().read(StackFile.settings(file));
    assertThat(HelmValues.of(configuration, configuration.active())).isNotEmpty();
    return configuration.cluster();
  }
}

package greptimedb.etcd.model.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import greptimedb.etcd.StackFile;
import greptimedb.etcd.config.ConfigurationReader;
import org.junit.jupiter.api.Test;

class PodMonitorsTest {
  private static final String INSTANCE = "/spec/selector/matchLabels/app.kubernetes.io~1instance";

  @Test
  void followsTheActiveReleaseUnderTheSameName() {
    // given
    var before = podMonitor("etcd");
    var after = podMonitor("etcd-recover");

    // then: the label job, by which alerts and dashboards select, stays as well
    assertThat(before.at(INSTANCE).asText()).isEqualTo("etcd");
    assertThat(after.at(INSTANCE).asText()).isEqualTo("etcd-recover");
    assertThat(after.at("/metadata")).isEqualTo(before.at("/metadata"));
  }

  private static JsonNode podMonitor(String active) {
    var configuration =
        new ConfigurationReader()
            .read(
                StackFile.settings(
                    """
                    config:
                      greptimedb-etcd:cluster: {}
                      greptimedb-etcd:backup: {enabled: true, storage: {claim: snapshots}}
                      greptimedb-etcd:restore: {enabled: true, snapshot: latest}
                      greptimedb-etcd:active: %s
                      greptimedb-etcd:monitoring: {enabled: true}
                    """
                        .formatted(active)));
    var object = PodMonitors.own(configuration, configuration.monitoring().orElseThrow());
    return new ObjectMapper().valueToTree(object.orElseThrow().manifest());
  }
}

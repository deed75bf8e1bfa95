package greptimedb.etcd.model.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greptimedb.etcd.config.reading.ConfigurationException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DashboardInputsTest {
  private static final DashboardJson JSON =
      DashboardJson.parse(
              """
              {"__inputs": [
                 {"name": "DS_ETCD", "type": "datasource", "pluginId": "prometheus"},
                 {"name": "VAR_JOB", "type": "constant", "value": "etcd"},
                 {"name": "DS_LOGS", "type": "datasource", "pluginId": "loki"}],
               "__requires": [], "id": 7, "uid": "x",
               "panels": [{"datasource": {"uid": "${DS_ETCD}"}, "targets": [{"expr": "up{job=\\"${VAR_JOB}\\"}"}]},
                          {"datasource": "${DS_LOGS}", "title": "costs $5 of ${budget}"}]}
              """)
          .orElseThrow();

  @Test
  void namesAnInputWithoutDataSource() {
    assertThatThrownBy(() -> inputs("{id: 15308}"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(
            "monitoring.dashboard.datasources: DS_LOGS: dashboard 15308 asks for a datasource of"
                + " loki under this name; expected its uid here: datasources: {DS_LOGS: ...}");
  }

  @Test
  void resolvesEveryInputAndNothingElse() {
    // when
    var inputs = inputs("{id: 15308, datasource: prom, datasources: {DS_LOGS: loki}}");

    // then
    assertThat(inputs).isEqualTo(Map.of("DS_ETCD", "prom", "VAR_JOB", "etcd", "DS_LOGS", "loki"));
    assertThat(JSON.resolved(inputs))
        .isEqualTo(
            "{\"uid\":\"x\",\"panels\":[{\"datasource\":{\"uid\":\"prom\"},\"targets\":[{\"expr\":\"up{job=\\\"etcd\\\"}\"}]},{\"datasource\":\"loki\",\"title\":\"costs"
                + " $5 of ${budget}\"}]}");
  }

  private static Map<String, String> inputs(String dashboard) {
    var configured =
        MonitoredStack.with("{enabled: true, dashboard: %s}".formatted(dashboard))
            .monitoring()
            .orElseThrow()
            .dashboard();
    return DashboardInputs.of(JSON, configured, configured.imported().orElseThrow());
  }
}

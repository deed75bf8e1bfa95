package greptimedb.etcd.model.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import greptimedb.etcd.model.RequiredKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class MonitoringKindsTest {

  @Test
  void asksForTheKindsThatTheSettingsNeed() {
    assertThat(kinds("{enabled: false}")).isEmpty();
    assertThat(kinds("{enabled: true, alerts: {enabled: false}}")).containsExactly("PodMonitor");
    assertThat(kinds("{enabled: true}")).containsExactly("PodMonitor", "PrometheusRule");
    assertThat(kinds("{enabled: true, dashboard: {via: api}}"))
        .containsExactly("PodMonitor", "PrometheusRule");
    assertThat(kinds("{enabled: true, dashboard: {via: operator}}"))
        .containsExactly("PodMonitor", "PrometheusRule", "GrafanaDashboard");
    assertThat(kinds("{enabled: true, dashboard: {via: operator, own: false}}"))
        .doesNotContain("GrafanaDashboard");
  }

  @Test
  void saysWhatInstallsAKindAndHowToDoWithout() {
    var kinds =
        MonitoringKinds.of(MonitoredStack.with("{enabled: true, dashboard: {via: operator}}"));

    assertThat(kinds.get(2).absent())
        .hasToString(
            "monitoring.dashboard.via: operator: the cluster has no kind GrafanaDashboard"
                + " (grafana.integreatly.org/v1beta1): its CustomResourceDefinition"
                + " grafanadashboards.grafana.integreatly.org is absent. The Grafana operator"
                + " installs it; to do without, set monitoring.dashboard.via: sidecar, or"
                + " monitoring.enabled: false");
  }

  private static List<String> kinds(String monitoring) {
    return MonitoringKinds.of(MonitoredStack.with(monitoring)).stream()
        .map(RequiredKind::kind)
        .toList();
  }
}

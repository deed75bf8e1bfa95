package greptimedb.etcd.cluster;

import static greptimedb.etcd.cluster.TestStack.succeed;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import greptimedb.etcd.model.KubernetesObject;
import greptimedb.etcd.model.monitoring.DashboardJson;
import greptimedb.etcd.model.monitoring.Dashboards;
import greptimedb.etcd.model.monitoring.MonitoredStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The API server with the Grafana operator's real definition takes our dashboards. */
class GrafanaDashboardIT {
  private static final String JSON =
      "{\"__inputs\": [{\"name\": \"DS_ETCD\", \"type\": \"datasource\", \"pluginId\":"
          + " \"prometheus\"}], \"panels\": []}";

  @TempDir Path folder;

  @Test
  void theOperatorsKindTakesBothDashboards() throws IOException {
    // given
    succeed(run("kubectl", "apply", "--server-side", "-f", Definitions.ofGrafana().toString()));
    succeed(
        run(
            "kubectl",
            "wait",
            "--for=condition=Established",
            "--timeout=60s",
            "crd/grafanadashboards.grafana.integreatly.org"));
    var objects = objects("{id: 15308, via: operator, folder: Metadata}");

    // then
    assertThat(objects).hasSize(2);
    for (var object : objects) {
      var applied = succeed(dryRun(object));
      assertThat(applied.output()).contains("created").contains("server dry run");
    }
    assertThat(objects.get(1).manifest().toString())
        .contains("inputName=DS_ETCD")
        .contains("datasourceName=prometheus")
        .contains("id=15308");
  }

  private Command.Result dryRun(KubernetesObject object) throws IOException {
    var file = folder.resolve(object.name() + ".json");
    Files.writeString(file, new ObjectMapper().writeValueAsString(object.manifest()));
    return run(
        "kubectl",
        "create",
        "--dry-run=server",
        "--validate=strict",
        "--namespace=default",
        "-f",
        file.toString());
  }

  private Command.Result run(String... words) {
    return Command.start(folder, Map.of(), List.of(words)).await();
  }

  private static List<KubernetesObject> objects(String dashboard) {
    var configuration =
        MonitoredStack.with(
            "{enabled: true, namespace: default, dashboard: %s}".formatted(dashboard));
    return Dashboards.desired(
        configuration, configuration.monitoring().orElseThrow(), DashboardJson.parse(JSON));
  }
}

package greptimedb.etcd.model.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import greptimedb.etcd.config.Configuration;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The dashboard that needs no download: is it whole, and does it show what was promised? */
class OwnDashboardTest {

  @Test
  void leavesNothingUnresolved() throws IOException {
    var text = json();

    assertThat(text).doesNotContain("${").doesNotContain("__inputs");
    assertThat(text).contains("job=\\\"etcd-cluster/etcd\\\"").contains("\"uid\":\"prometheus\"");
  }

  @Test
  void showsWhatWasPromised() throws IOException {
    assertThat(panels())
        .extracting(panel -> panel.path("title").asText())
        .contains(
            "Members",
            "Leader",
            "Quota used",
            "In use",
            "Log to disk (fsync)",
            "Database to disk (commit)",
            "Age of the last good snapshot",
            "Last restore drill took",
            "Defragmentations");
  }

  @Test
  void colourChangesWhereTheAlertsThinkSo() throws IOException {
    assertThat(limits(all(json()), "Members")).containsExactly(2, 3);
    assertThat(limits(all(json()), "Age of the last good snapshot")).containsExactly(3600);
    var other =
        json(
            MonitoredStack.with(
                "{enabled: true, alerts: {thresholds: {snapshotAge: 2h}}}", "{replicas: 5}"));
    assertThat(limits(all(other), "Members")).containsExactly(3, 5);
    assertThat(limits(all(other), "Age of the last good snapshot")).containsExactly(7200);
  }

  private static List<Integer> limits(List<JsonNode> panels, String title) {
    var limits = new ArrayList<Integer>();
    panels.stream()
        .filter(panel -> panel.path("title").asText().equals(title))
        .findFirst()
        .orElseThrow()
        .at("/fieldConfig/defaults/thresholds/steps")
        .forEach(
            step -> {
              if (step.path("value").isInt()) {
                limits.add(step.path("value").asInt());
              }
            });
    return limits;
  }

  @Test
  void everyPanelAsksSomethingOfTheDataSource() throws IOException {
    assertThat(panels())
        .allSatisfy(
            panel -> {
              assertThat(panel.path("datasource").path("uid").asText()).isEqualTo("prometheus");
              assertThat(panel.path("targets")).isNotEmpty();
              panel
                  .path("targets")
                  .forEach(target -> assertThat(target.path("expr").asText()).isNotBlank());
              assertThat(panel.path("fieldConfig").path("defaults").path("unit").asText())
                  .isNotBlank();
            });
  }

  @Test
  void panelsHaveAnIdEachAndDoNotOverlap() throws IOException {
    // given
    var cells = new HashSet<List<Integer>>();
    var ids = new HashSet<Integer>();

    // then
    for (var panel : all(json())) {
      assertThat(ids.add(panel.path("id").asInt())).as(panel.path("title").asText()).isTrue();
      var place = panel.path("gridPos");
      assertThat(place.path("x").asInt() + place.path("w").asInt()).isLessThanOrEqualTo(24);
      for (var x = 0; x < place.path("w").asInt(); x++) {
        for (var y = 0; y < place.path("h").asInt(); y++) {
          assertThat(cells.add(List.of(place.path("x").asInt() + x, place.path("y").asInt() + y)))
              .as("the place of %s is free", panel.path("title").asText())
              .isTrue();
        }
      }
    }
  }

  private static List<JsonNode> panels() throws IOException {
    return all(json()).stream()
        .filter(panel -> !panel.path("type").asText().equals("row"))
        .toList();
  }

  private static List<JsonNode> all(String json) throws IOException {
    var panels = new ObjectMapper().readTree(json).path("panels");
    return new ArrayList<>(StreamSupport.stream(panels.spliterator(), false).toList());
  }

  private static String json() {
    return json(MonitoredStack.with("{enabled: true}"));
  }

  private static String json(Configuration configuration) {
    return OwnDashboard.of(configuration, configuration.monitoring().orElseThrow()).json();
  }
}

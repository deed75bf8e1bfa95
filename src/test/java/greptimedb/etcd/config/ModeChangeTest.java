package greptimedb.etcd.config;

import static greptimedb.etcd.config.ConfigurationText.read;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greptimedb.etcd.config.reading.ConfigurationException;
import greptimedb.etcd.config.value.Mode;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModeChangeTest {

  @Test
  void theChartCannotTakeOverWhatTheProgramMade() {
    // given
    var configuration = backup("chart");

    // when, then
    assertThatThrownBy(() -> ModeChange.refuse(configuration, Map.of("backup", Mode.MANAGED)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("backup.mode: chart: expected managed, which this stack has")
        .hasMessageContaining("Set backup.enabled: false and run up, then set mode: chart");
  }

  @Test
  void theProgramTakesOverFromTheChart() {
    assertThatCode(() -> ModeChange.refuse(backup("managed"), Map.of("backup", Mode.CHART)))
        .doesNotThrowAnyException();
  }

  @Test
  void aStackWithoutTheCapabilityMayBeginInEitherMode() {
    assertThatCode(() -> ModeChange.refuse(backup("chart"), Map.of())).doesNotThrowAnyException();
  }

  private static Configuration backup(String mode) {
    return read(
        "greptimedb-etcd:cluster: {}",
        "greptimedb-etcd:backup: {enabled: true, mode: %s, storage: {claim: nfs}}".formatted(mode));
  }
}

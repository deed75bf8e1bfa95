package greptimedb.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

  @Test
  void readsEveryKeyOfTheEngine() {
    assertThat(Settings.of(Map.of("PULUMI_CONFIG", "{\"a:b\": \"c\", \"a:d\": \"{}\"}")))
        .isEqualTo(Map.of("a:b", "c", "a:d", "{}"));
  }

  @Test
  void isEmptyWithoutAnEngine() {
    assertThat(Settings.of(Map.of())).isEmpty();
  }

  @Test
  void refusesWhatTheEngineNeverWrites() {
    assertThatIllegalStateException()
        .isThrownBy(() -> Settings.of(Map.of("PULUMI_CONFIG", "[")))
        .withMessageContaining("PULUMI_CONFIG");
  }
}

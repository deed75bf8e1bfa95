package greptimedb.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SettingsTest {

  @Test
  void readsEveryKeyOfTheEngine() {
    assertThat(Settings.of(Map.of("PULUMI_CONFIG", "{\"a:b\": \"c\", \"a:d\": \"{}\"}")))
        .isEqualTo(new Settings(Map.of("a:b", "c", "a:d", "{}"), Set.of()));
  }

  @Test
  void readsWhichKeysHoldSecrets() {
    assertThat(
            Settings.of(
                Map.of(
                    "PULUMI_CONFIG", "{\"a:b\": \"c\"}",
                    "PULUMI_CONFIG_SECRET_KEYS", "[\"a:b\"]")))
        .isEqualTo(new Settings(Map.of("a:b", "c"), Set.of("a:b")));
  }

  @Test
  void isEmptyWithoutAnEngine() {
    assertThat(Settings.of(Map.of())).isEqualTo(new Settings(Map.of(), Set.of()));
  }

  @Test
  void refusesWhatTheEngineNeverWrites() {
    assertThatIllegalStateException()
        .isThrownBy(() -> Settings.of(Map.of("PULUMI_CONFIG", "[")))
        .withMessageContaining("PULUMI_CONFIG");
  }
}

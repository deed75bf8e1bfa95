package greptimedb.etcd.config.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeSpanTest {

  @ParameterizedTest
  @CsvSource({
    "2000ms, 2000",
    "2s, 2000",
    "30m, 1800000",
    "1h, 3600000",
    "0s, 0",
    "7d, 604800000",
    "1h30m, 5400000",
    "1d2h3m4s5ms, 93784005"
  })
  void readsEachUnit(String text, long milliseconds) {
    assertThat(TimeSpan.of(text).duration()).hasMillis(milliseconds);
    assertThat(TimeSpan.of(text).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2",
        "s",
        "2 s",
        "-2s",
        "1.5h",
        "2S",
        "1w",
        "30m1h",
        "1h 30m",
        "1234567890s",
        "24856d"
      })
  void refusesTheRest(String text) {
    assertThat(TimeSpan.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"7d, 168h", "1d12h30m, 36h1800000ms", "1h30m, 1h30m", "500ms, 500ms"})
  void isWrittenWithoutDaysForEtcd(String text, String withoutDays) {
    assertThat(TimeSpan.of(text).withoutDays()).isEqualTo(withoutDays);
  }
}

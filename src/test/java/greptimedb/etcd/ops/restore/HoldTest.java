package greptimedb.etcd.ops.restore;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may take a restore over. */
class HoldTest {
  private static final Instant NOW = Instant.parse("2026-01-02T12:00:00Z");

  @ParameterizedTest(name = "held on {0} {1} s ago, process alive {2} -> live {3}")
  @CsvSource({
    "here, 0, true, true",
    "here, 3600, true, true",
    "here, 0, false, false",
    "elsewhere, 50, false, true",
    "elsewhere, 61, false, false",
    "elsewhere, 61, true, false",
  })
  void onThisHostTheProcessDecidesElsewhereTheHeartbeat(
      String host, long seconds, boolean alive, boolean live) {
    // given
    var hold = new Hold(host, 7, NOW.minusSeconds(seconds));
    // when
    var found = hold.isLive(NOW, "here", alive);
    // then
    assertThat(found).isEqualTo(live);
  }
}

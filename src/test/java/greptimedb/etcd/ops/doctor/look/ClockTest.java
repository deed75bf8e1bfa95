package greptimedb.etcd.ops.doctor.look;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClockTest {
  @Test
  void aClockIsReadHalfWayBetweenQuestionAndAnswerAndInTheMiddleOfItsSecond() {
    // given
    var asked = Instant.parse("2026-01-02T12:00:00Z");
    // when
    var difference =
        Clock.wholeSeconds(
            "etcd-0", Instant.parse("2026-01-02T12:00:05Z"), asked, asked.plusSeconds(2));
    // then
    assertThat(difference.of()).isEqualTo("etcd-0");
    assertThat(difference.ahead()).isEqualTo(Duration.ofMillis(4500));
    assertThat(difference.doubt()).isEqualTo(Duration.ofMillis(1500));
  }
}

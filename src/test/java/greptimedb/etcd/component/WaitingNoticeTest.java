package greptimedb.etcd.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WaitingNoticeTest {
  private final ArrayBlockingQueue<String> log = new ArrayBlockingQueue<>(2);

  @Test
  void namesTheCommandThatExplainsOnceTheTimeIsUp() throws Exception {
    // when
    WaitingNotice.unlessWithin(Duration.ofMillis(1), new CompletableFuture<>(), "prod", log::add);

    // then
    assertThat(log.poll(10, TimeUnit.SECONDS)).contains("./ops explain --stack prod");
  }

  @Test
  void saysNothingOfWhatWasMadeInTime() {
    // given
    var made = new CompletableFuture<String>();
    WaitingNotice.unlessWithin(Duration.ofDays(1), made, "prod", log::add);

    // when
    made.complete("urn");

    // then
    assertThat(log).isEmpty();
  }
}

package greptimedb.etcd.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class WaitingNoticeTest {
  private static final Duration SHORT = Duration.ofMillis(1);

  @Test
  void namesTheCommandThatExplainsOnceTheTimeIsUp() {
    // given
    var never = new CompletableFuture<String>();

    // then
    assertThat(loggedAbout(never))
        .singleElement()
        .asString()
        .contains("./ops explain --stack prod'");
  }

  @Test
  void saysNothingOfWhatWasMadeInTime() {
    // given
    var made = CompletableFuture.completedFuture("urn");

    // then
    assertThat(loggedAbout(made)).isEmpty();
  }

  private static List<String> loggedAbout(CompletableFuture<String> release) {
    var log = new ArrayList<String>();
    WaitingNotice.unlessWithin(SHORT, release, "prod", log::add).toCompletableFuture().join();
    return log;
  }
}

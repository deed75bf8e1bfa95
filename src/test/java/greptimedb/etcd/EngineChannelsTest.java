package greptimedb.etcd;

import static org.assertj.core.api.Assertions.assertThat;

import greptimedb.etcd.cluster.Command;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannelBuilder;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class EngineChannelsTest {
  private static final String NOBODY = "127.0.0.1:1";

  @Test
  void noThreadOfAChannelIsLeftInNativeCodeWhenTheProgramEnds() {
    // given
    var channels = EngineChannels.open();
    var channel = ManagedChannelBuilder.forTarget(NOBODY).usePlaintext().build();
    Command.awaitUntil(
        "nobody answers",
        Duration.ofSeconds(10),
        () -> channel.getState(true) == ConnectivityState.TRANSIENT_FAILURE);
    assertThat(named("engine-")).isNotEmpty();
    channel.shutdownNow();
    // when
    channels.close();
    // then
    assertThat(named("engine-")).isEmpty();
    assertThat(named("grpc-default-worker-")).isEmpty();
  }

  private static List<String> named(String prefix) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(Thread::isAlive)
        .map(Thread::getName)
        .filter(name -> name.startsWith(prefix))
        .toList();
  }
}

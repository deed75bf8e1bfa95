package greptimedb.etcd.ops.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ReasonTest {
  @Test
  void isTheInnermostMessageOfALibrarysError() {
    var hidden = new RuntimeException("An error has occurred.", new IOException("refused\nmore"));

    assertThat(Reason.of(hidden)).isEqualTo("refused");
  }

  @Test
  void isTheOwnWordsOfAnErrorOfOurs() {
    var own = OpsException.unreadable("file cannot be read", new IOException("no such file"));

    assertThat(Reason.of(own)).isEqualTo("file cannot be read: no such file");
  }

  @Test
  void isTheNameOfAnErrorWithoutWords() {
    assertThat(Reason.of(new IllegalStateException())).isEqualTo("IllegalStateException");
  }
}

package greptimedb.etcd.ops.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class LiveScreenTest {
  private final StringWriter shown = new StringWriter();

  @Test
  void isDrawnInPlaceOnATerminal() {
    // given
    var screen = new LiveScreen(new PrintWriter(shown), true);
    // when
    screen.draw("three\nlines\nhere\n");
    screen.draw("one line\n");
    // then: the first clears, the second goes over it and takes away what is left below
    assertThat(shown)
        .hasToString(
            "\033[2J\033[Hthree\033[K\nlines\033[K\nhere\033[K\n\033[J"
                + "\033[Hone line\033[K\n\033[J");
  }

  @Test
  void isPrintedAgainElsewhere() {
    // given
    var screen = new LiveScreen(new PrintWriter(shown), false);
    // when
    screen.draw("first\n");
    screen.draw("second\n");
    // then
    assertThat(shown).hasToString("first\n\nsecond\n\n");
  }
}

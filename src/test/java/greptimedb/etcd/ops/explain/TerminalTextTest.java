package greptimedb.etcd.ops.explain;

import static org.assertj.core.api.Assertions.assertThat;

import greptimedb.etcd.reliability.LossScenario;
import org.junit.jupiter.api.Test;

class TerminalTextTest {
  @LossScenario(number = 23, text = "Colours of the image's log lines are not printed as text")
  @Test
  void coloursAreTakenOut() {
    assertThat(
            TerminalText.plain(
                "\u001B[38;5;6metcd \u001B[38;5;5m12:30:00.00 \u001B[0m\u001B[38;5;2mINFO \u001B[0m ==> Cluster is healthy\r\n"))
        .isEqualTo("etcd 12:30:00.00 INFO  ==> Cluster is healthy\n");
  }

  @Test
  void plainLinesStayAsTheyAre() {
    assertThat(TerminalText.plain("one [2] three\nfour\n")).isEqualTo("one [2] three\nfour\n");
  }
}

package greptimedb.etcd;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QuietWaitingTest {
  private static final String POLLING = "com.pulumi.deployment.internal.DeploymentImpl";

  private final Logger logger = Logger.getLogger(POLLING);
  private final QuietWaiting waiting = new QuietWaiting();
  private Level levelBefore;

  @BeforeEach
  void begin() {
    levelBefore = logger.getLevel();
    waiting.begin();
  }

  @AfterEach
  void restore() {
    logger.setFilter(null);
    logger.setLevel(levelBefore);
  }

  @Test
  void pausesOnPollingAndDropsTheRecord() {
    var started = System.nanoTime();

    var passes = logger.getFilter().isLoggable(new LogRecord(Level.FINEST, "Remaining tasks: 3"));

    assertThat(passes).isFalse();
    assertThat(Duration.ofNanos(System.nanoTime() - started))
        .isGreaterThanOrEqualTo(Duration.ofMillis(19));
  }

  @Test
  void letsThePollingRecordReachTheFilter() {
    assertThat(logger.isLoggable(Level.FINEST)).isTrue();
  }

  @Test
  void dropsOtherFineRecordsWithoutAPause() {
    var filter = logger.getFilter();
    var started = System.nanoTime();

    for (var count = 0; count < 100; count++) {
      assertThat(filter.isLoggable(new LogRecord(Level.FINEST, "Registering task"))).isFalse();
      assertThat(filter.isLoggable(new LogRecord(Level.FINEST, null))).isFalse();
    }

    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void passesWhatThePersonIsToRead() {
    assertThat(logger.getFilter().isLoggable(new LogRecord(Level.INFO, "hello"))).isTrue();
    assertThat(logger.getFilter().isLoggable(new LogRecord(Level.SEVERE, "broken"))).isTrue();
  }

  @Test
  void keepsTheInterruption() {
    Thread.currentThread().interrupt();

    logger.getFilter().isLoggable(new LogRecord(Level.FINEST, "Remaining tasks: 3"));

    assertThat(Thread.interrupted()).isTrue();
  }

  /** An SDK that says it otherwise would burn a core again, in silence. */
  @Test
  void findsTheMessageInTheSdk() throws Exception {
    var runner = "DeploymentImpl$DefaultRunner.class";
    try (var code = Class.forName(POLLING).getResourceAsStream(runner)) {
      assertThat(new String(code.readAllBytes(), StandardCharsets.ISO_8859_1))
          .contains("Remaining tasks");
    }
  }
}

package greptimedb.etcd;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Keeps the SDK from burning a core while resources are created: it asks again and again, without a
 * pause, whether work is left, and logs each time. The log record is the one place where a pause
 * can be put in (docs/upstream-busy-wait.md).
 */
final class QuietWaiting {
  private static final long PAUSE_MILLISECONDS = 20;
  private final Logger logger = Logger.getLogger("com.pulumi.deployment.internal.DeploymentImpl");

  /** To be called inside the program's callback: the runtime's own set-up would undo it before. */
  void begin() {
    logger.setFilter(QuietWaiting::pauseOnPolling);
    logger.setLevel(Level.FINEST);
  }

  private static boolean pauseOnPolling(LogRecord entry) {
    if (entry.getMessage() != null && entry.getMessage().startsWith("Remaining tasks")) {
      try {
        Thread.sleep(PAUSE_MILLISECONDS);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    return entry.getLevel().intValue() >= Level.INFO.intValue();
  }
}

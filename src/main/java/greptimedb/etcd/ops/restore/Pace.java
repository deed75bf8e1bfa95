package greptimedb.etcd.ops.restore;

import java.time.Duration;
import java.time.Instant;

/** Time, so that the tests need not wait. */
public interface Pace {
  /** Now. */
  Instant now();

  /** Waits. */
  void pause(Duration time);
}

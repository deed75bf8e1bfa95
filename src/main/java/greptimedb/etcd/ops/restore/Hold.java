package greptimedb.etcd.ops.restore;

import java.time.Duration;
import java.time.Instant;

/**
 * Who works on a restore.
 *
 * @param host its name
 * @param pid of the process there
 * @param heartbeat when it last said that it lives
 */
public record Hold(String host, long pid, Instant heartbeat) {
  /** Five heartbeats, and what the clocks of two hosts may differ by. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /**
   * Whether somebody else may still be at work.
   *
   * @param here this host
   * @param lives whether the process of this pid lives, if it is this host's
   */
  public boolean isLive(Instant now, String here, boolean lives) {
    return host.equals(here) ? lives : heartbeat.plus(PATIENCE).isAfter(now);
  }

  /** For messages: {@code pid 7 on host, last heard of at 2026-01-01T12:00:00Z}. */
  public String shown() {
    return "pid %d on %s, last heard of at %s".formatted(pid, host, heartbeat);
  }
}

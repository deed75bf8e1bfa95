package greptimedb.etcd.ops.repair;

import greptimedb.etcd.ops.stack.Lock;
import greptimedb.etcd.ops.stack.ProcessFacts;
import java.time.Duration;
import java.util.Optional;

/** Whether a lock may be removed. */
enum LockVerdict {
  /** Its process is gone: provably nobody's. */
  STALE,
  /** Its process is at work. */
  LIVE,
  /** Taken on another host: nothing can be proved from here. */
  ELSEWHERE;

  /** The clock's grain: a process's start is known to 10 ms, and both clocks may be adjusted. */
  private static final Duration GRAIN = Duration.ofSeconds(2);

  /**
   * Judges a lock of this host by the process that has its pid now, if any.
   *
   * <p>Stale when the pid is free, belongs to something other than Pulumi, or to a process that
   * started after the lock was taken: the pid was given out again. A process about which too little
   * is known counts as live.
   */
  static LockVerdict of(Lock lock, String host, Optional<ProcessFacts> holder) {
    if (!lock.hostname().equals(host)) {
      return ELSEWHERE;
    }
    if (holder.isEmpty()) {
      return STALE;
    }
    var process = holder.get();
    if (!process.command().isEmpty() && !process.isPulumi()) {
      return STALE;
    }
    var later = process.started().map(start -> start.isAfter(lock.timestamp().plus(GRAIN)));
    return later.orElse(false) ? STALE : LIVE;
  }
}

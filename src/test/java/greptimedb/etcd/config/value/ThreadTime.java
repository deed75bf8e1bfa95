package greptimedb.etcd.config.value;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/** Time that this thread has worked, which others on a busy machine do not lengthen. */
public final class ThreadTime {
  private ThreadTime() {}

  /** What some work takes. */
  public static Duration of(Runnable work) {
    var threads = ManagementFactory.getThreadMXBean();
    var before = threads.getCurrentThreadCpuTime();
    work.run();
    return Duration.ofNanos(threads.getCurrentThreadCpuTime() - before);
  }
}

package greptimedb.etcd.cluster;

import java.time.Duration;

/** How much of a core the Java program under a {@code pulumi up} uses. */
final class CpuShare {
  private CpuShare() {}

  /** The average share of one core over a time, of the java process among the descendants. */
  static double over(Duration time, ProcessHandle root) {
    var java =
        root.descendants()
            .filter(process -> process.info().command().orElse("").endsWith("/java"))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no java process under pulumi up"));
    var before = cpu(java);
    var start = System.nanoTime();
    var end = start + time.toNanos();
    while (System.nanoTime() < end) {
      try {
        Thread.sleep(1000);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new AssertionError(interrupted);
      }
    }
    return (double) cpu(java).minus(before).toNanos() / (System.nanoTime() - start);
  }

  private static Duration cpu(ProcessHandle process) {
    return process
        .info()
        .totalCpuDuration()
        .orElseThrow(() -> new AssertionError("the java process ended"));
  }
}

package greptimedb.etcd.ops.doctor.check;

import greptimedb.etcd.ops.console.Age;
import java.time.Duration;
import java.util.List;

/** Whether the clocks agree: certificates, snapshots' names and ages go by them. */
public final class Clocks {
  private static final Duration TOLERATED = Duration.ofSeconds(2);
  private static final Duration HARMFUL = Duration.ofMinutes(1);

  private Clocks() {}

  /**
   * How another clock differs from this machine's.
   *
   * @param of whose it is
   * @param ahead by how much it is ahead; negative if it is behind
   * @param doubt by how much that may be wrong: the answer was under way, or has whole seconds
   */
  public record Difference(String of, Duration ahead, Duration doubt) {
    /** What it differs by at the least. */
    Duration certain() {
      var certain = ahead.abs().minus(doubt);
      return certain.isNegative() ? Duration.ZERO : certain;
    }

    private Judgement judge() {
      var found =
          "%s is %s %s this machine"
              .formatted(of, Age.shown(ahead.abs()), ahead.isNegative() ? "behind" : "ahead of");
      var remedy = "set the clocks by NTP (chrony, systemd-timesyncd) on the nodes and here";
      return certain().compareTo(HARMFUL) > 0
          ? Judgement.failed(found, remedy)
          : Judgement.warning(found, remedy);
    }
  }

  /** Judges. */
  public static Judgement judge(List<Difference> differences) {
    return Judgement.of(
        differences.stream()
            .filter(difference -> difference.certain().compareTo(TOLERATED) > 0)
            .map(Difference::judge)
            .toList(),
        "%d agree with this machine's".formatted(differences.size()));
  }
}

package greptimedb.etcd.ops.doctor.check;

import greptimedb.etcd.config.defrag.Thresholds;
import greptimedb.etcd.config.value.Quantity;
import greptimedb.etcd.ops.console.Bytes;
import java.util.Comparator;
import java.util.List;

/** How full the members' databases are, and with what. */
public final class Databases {
  private static final int PERCENT = 100;
  private static final Judgement NOBODY = Judgement.unasked("no member answers");

  private Databases() {}

  /**
   * Limits in percent of the quota.
   *
   * @param used from which there is a warning
   * @param low from which it has failed
   */
  public record QuotaLimits(int used, int low) {}

  /** The largest database against the quota. */
  public static Judgement quota(Quantity quota, QuotaLimits limits, List<MemberStatus> answered) {
    if (answered.isEmpty()) {
      return NOBODY;
    }
    var largest = largest(answered);
    var percent = percent(largest.size(), quota.toLong());
    var found =
        "%s has %s of %s, %d%%"
            .formatted(largest.pod(), Bytes.shown(largest.size()), quota.text(), percent);
    var remedy = "./ops defrag frees what is not in use; otherwise raise cluster.quota";
    if (percent >= limits.low()) {
      return Judgement.failed(found + ": etcd takes no writes once it is full", remedy);
    }
    return percent >= limits.used() ? Judgement.warning(found, remedy) : Judgement.fine(found);
  }

  /**
   * What a defragmentation would free.
   *
   * @param thresholds from which a member is worth it
   * @param enabled whether there is a schedule for it
   * @param stack named in what to do
   */
  public static Judgement fragmentation(
      Thresholds thresholds, boolean enabled, List<MemberStatus> answered, String stack) {
    if (answered.isEmpty()) {
      return NOBODY;
    }
    return Judgement.of(
        answered.stream()
            .filter(member -> isWorthIt(member, thresholds))
            .map(
                member ->
                    Judgement.warning(
                        "%s: %s of %s are free"
                            .formatted(
                                member.pod(),
                                Bytes.shown(free(member)),
                                Bytes.shown(member.size())),
                        enabled
                            ? "./ops defrag --stack " + stack
                            : "enable defrag, then ./ops defrag --stack "
                                + stack
                                + " (docs/defrag.md)"))
            .toList(),
        "at most %s free"
            .formatted(Bytes.shown(answered.stream().mapToLong(Databases::free).max().orElse(0))));
  }

  private static MemberStatus largest(List<MemberStatus> answered) {
    return answered.stream().max(Comparator.comparing(MemberStatus::size)).orElseThrow();
  }

  private static boolean isWorthIt(MemberStatus member, Thresholds thresholds) {
    return free(member) >= thresholds.size().toLong()
        && percent(free(member), member.size()) >= thresholds.percent();
  }

  private static long free(MemberStatus member) {
    return member.size() - member.inUse();
  }

  private static long percent(long part, long whole) {
    return whole == 0 ? 0 : part * PERCENT / whole;
  }
}

package greptimedb.etcd.ops.doctor.check;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Alarms that etcd has raised; while one is, etcd takes no writes. */
public final class Alarms {
  private static final Map<String, String> REMEDIES =
      Map.of(
          "NOSPACE",
          "free space or raise cluster.quota, then ./ops defrag, then etcdctl alarm disarm"
              + " (docs/alerts.md, etcdNoSpaceAlarm)",
          "CORRUPT",
          "its data differs from the others': take the member out (etcdctl member remove), delete its"
              + " claim and pod, and let it join anew; restore a snapshot if most members have it");

  private Alarms() {}

  /**
   * Judges.
   *
   * @param alarms that are raised
   * @param members by which they are named
   */
  public static Judgement judge(List<Alarm> alarms, List<Member> members) {
    var names = members.stream().collect(Collectors.toMap(Member::id, Member::name));
    return Judgement.of(
        alarms.stream()
            .map(
                alarm ->
                    Judgement.failed(
                        "%s on %s"
                            .formatted(
                                alarm.kind(),
                                names.getOrDefault(alarm.memberId(), "member " + alarm.memberId())),
                        REMEDIES.getOrDefault(alarm.kind(), "etcdctl alarm list")))
            .toList(),
        "none");
  }
}

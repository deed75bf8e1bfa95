package greptimedb.etcd.ops.doctor.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether the members are those that there should be, and agree. */
public final class Members {
  private static final String NOBODY = "0";

  private Members() {}

  /**
   * The list of members.
   *
   * @param wanted how many there are to be
   * @param members the cluster's own list
   * @param answered those that answered
   * @param stack named in what to do
   */
  public static Judgement list(
      int wanted, List<Member> members, List<MemberStatus> answered, String stack) {
    var troubles = new ArrayList<Judgement>();
    var explain = "./ops explain --stack " + stack;
    if (members.size() != wanted) {
      troubles.add(
          Judgement.failed(
              "%d members, expected %d".formatted(members.size(), wanted),
              "pulumi up, or etcdctl member list and member remove for one that is gone for good"));
    }
    var ids = answered.stream().map(MemberStatus::id).collect(Collectors.toSet());
    for (var member : members) {
      if (member.name().isEmpty()) {
        troubles.add(Judgement.failed("member %s never started".formatted(member.id()), explain));
      } else if (!ids.contains(member.id())) {
        troubles.add(Judgement.failed(member.name() + " does not answer", explain));
      } else if (member.learner()) {
        troubles.add(
            Judgement.warning(
                member.name() + " is a learner: it does not vote",
                "etcdctl member promote, once it has caught up"));
      }
    }
    var versions = answered.stream().map(MemberStatus::version).collect(Collectors.toSet());
    if (versions.size() > 1) {
      troubles.add(
          Judgement.warning(
              "different versions of etcd: " + sorted(versions), "wait for the rolling change"));
    }
    return Judgement.of(
        troubles, "%d, etcd %s".formatted(members.size(), String.join("", versions)));
  }

  /** The leader, in the eyes of those that answered. */
  public static Judgement leader(List<MemberStatus> answered) {
    var remedy = "look at the pods and at port 2380 between them (docs/alerts.md, etcdNoLeader)";
    var without =
        answered.stream()
            .filter(member -> member.leader().equals(NOBODY))
            .map(MemberStatus::pod)
            .toList();
    if (answered.isEmpty() || !without.isEmpty()) {
      return Judgement.failed(
          answered.isEmpty()
              ? "no member answers"
              : String.join(", ", without) + " knows no leader",
          remedy);
    }
    var leaders = answered.stream().map(MemberStatus::leader).collect(Collectors.toSet());
    if (leaders.size() > 1) {
      return Judgement.failed(
          "the members take different ones for the leader: " + sorted(leaders), remedy);
    }
    var first = answered.get(0);
    return Judgement.fine(
        answered.stream()
                .filter(member -> member.id().equals(first.leader()))
                .map(MemberStatus::pod)
                .findFirst()
                .orElse("member " + first.leader())
            + ", term "
            + first.term());
  }

  private static String sorted(Set<String> texts) {
    return texts.stream().sorted().collect(Collectors.joining(", "));
  }
}

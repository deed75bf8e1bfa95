package greptimedb.etcd.ops.doctor.check;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Whether all members hold the same data. etcd raises no alarm for a divergence that it has not
 * found itself.
 */
public final class Agreement {
  /** A member may lag behind, and a compaction may come between two answers. */
  private static final int ROUNDS = 4;

  private Agreement() {}

  /**
   * Judges; a difference counts once a second round shows it again.
   *
   * @param wanted how many members there are to be
   * @param hashes one round: the hash of each member that answered, all at one revision
   */
  public static Judgement judge(int wanted, Supplier<List<DataHash>> hashes) {
    if (wanted == 1) {
      return Judgement.fine("one member");
    }
    var differed = Optional.<Judgement>empty();
    var unknown = "";
    for (var round = 0; round < ROUNDS; round++) {
      var answers = hashes.get();
      if (answers.size() < 2) {
        unknown = "fewer than two members answered with a hash of their data";
      } else if (!answers.stream().allMatch(answers.get(0)::isComparable)) {
        unknown = "the members were compacting their history";
      } else if (answers.stream().allMatch(answers.get(0)::isEqual)) {
        return answers.size() < wanted
            ? Judgement.warning(
                "equal on %d of %d members; the others did not answer"
                    .formatted(answers.size(), wanted),
                "")
            : Judgement.fine("equal on %d members".formatted(wanted));
      } else if (differed.isPresent()) {
        return differed.get();
      } else {
        differed = Optional.of(differ(answers));
      }
    }
    return Judgement.unasked(unknown);
  }

  private static Judgement differ(List<DataHash> answers) {
    return Judgement.failed(
        "the members' data differs: "
            + answers.stream()
                .map(answer -> "%s has hash %d".formatted(answer.pod(), answer.hash()))
                .collect(Collectors.joining(", ")),
        "stop what writes to etcd, then follow docs/alerts.md, etcdSnapshotFailed: keep a copy of each"
            + " member, decide which one is right, let the others join anew or restore a snapshot");
  }
}

package greptimedb.etcd.ops.doctor.check;

import greptimedb.etcd.ops.cluster.MemberPods;
import greptimedb.etcd.ops.cluster.PodConditions;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.ArrayList;
import java.util.List;

/** Whether every member's pod is there and ready. */
public final class Pods {
  private Pods() {}

  /**
   * Judges.
   *
   * @param releases that are to be there
   * @param members how many each has
   * @param pods of all of them
   * @param stack named in what to do
   */
  public static Judgement judge(List<String> releases, int members, List<Pod> pods, String stack) {
    var troubles = new ArrayList<Judgement>();
    for (var release : releases) {
      var its = pods.stream().filter(pod -> MemberPods.release(pod).equals(release)).toList();
      if (its.size() != members) {
        troubles.add(
            Judgement.failed(
                "release %s has %d of %d pods".formatted(release, its.size(), members),
                its.isEmpty()
                    ? "is this the right context? pulumi up installs the release"
                    : "./ops explain --stack " + stack));
      }
      its.stream()
          .filter(pod -> !PodConditions.isReady(pod))
          .map(
              pod ->
                  Judgement.failed(
                      "%s is not ready: %s"
                          .formatted(pod.getMetadata().getName(), MemberPods.phase(pod)),
                      "./ops explain --stack " + stack))
          .forEach(troubles::add);
    }
    return Judgement.of(
        troubles, "%d of %d ready".formatted(pods.size(), members * releases.size()));
  }
}

package greptimedb.etcd.config.cluster;

import greptimedb.etcd.config.reading.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the claims of a release's members are made from, beside their size: a StatefulSet's
 * volumeClaimTemplates cannot change.
 */
public final class ClaimChange {
  private ClaimChange() {}

  /**
   * What differs from what a release was made with.
   *
   * @param cluster what is wanted
   * @param storageClass of the release that the stack has; an empty text is the default class, and
   *     empty that it is not known
   * @param claimTemplates its fingerprint; empty if it is not known
   * @param way what to do where it has to differ
   */
  public static List<Problem> problems(
      ClusterConfiguration cluster,
      Optional<String> storageClass,
      Optional<String> claimTemplates,
      String way) {
    var problems = new ArrayList<Problem>();
    var wanted = cluster.storage().storageClass().orElse("");
    storageClass
        .filter(known -> !known.equals(wanted))
        .ifPresent(
            known ->
                problems.add(
                    new Problem(
                        "cluster.storage.class",
                        wanted.isEmpty() ? "missing" : wanted,
                        "release %s was made with %s, and a StatefulSet's volumeClaimTemplates cannot change; %s. %s"
                            .formatted(
                                cluster.release(),
                                known.isEmpty()
                                    ? "the default class of its Kubernetes"
                                    : "class " + known,
                                known.isEmpty() ? "leave it out" : "set it back to " + known,
                                way))));
    claimTemplates
        .filter(known -> !known.equals(ClaimTemplates.fingerprint(cluster.values())))
        .ifPresent(
            known ->
                problems.add(
                    new Problem(
                        "cluster.values.persistence",
                        "changed",
                        "release %s was made with other values of persistence or extraVolumeClaimTemplates, and a StatefulSet's volumeClaimTemplates cannot change; set them back. %s"
                            .formatted(cluster.release(), way))));
    return problems;
  }
}

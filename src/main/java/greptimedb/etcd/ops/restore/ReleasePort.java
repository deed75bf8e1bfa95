package greptimedb.etcd.ops.restore;

import java.util.List;
import java.util.Optional;

/** The releases as they are in the cluster. */
public interface ReleasePort {
  /**
   * What the verification of a new release found.
   *
   * @param keys in it
   * @param revision of it
   */
  record Verified(long keys, long revision) {}

  /** Whether this snapshot has been prepared for this release. */
  boolean isPrepared(String release, String snapshot);

  /** How many members are Ready. */
  int readyMembers(String release);

  /** What is in the way of its members; empty when nothing is known to be. */
  List<String> troubles(String release);

  /**
   * What its verification against this snapshot found; empty while it has not ended well. That of
   * an earlier restore may still be there.
   */
  Optional<Verified> verified(String release, String snapshot);

  /** Whether its members would start from a snapshot if they lost their volumes. */
  boolean startsFromSnapshot(String release);

  /**
   * Removes what is left of a release that the stack does not have: a creation that was cut off is
   * in nobody's state, and so may be the Jobs around it. Everything that carries the release's
   * labels and Helm's goes, but for claims; pods end after that.
   */
  void removeLeftovers(String release);

  /** The names of its members' claims. */
  List<String> claims(String release);

  /** Deletes its members' claims, and with them the data; returns when they are gone. */
  void deleteClaims(String release);
}

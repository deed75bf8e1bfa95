package greptimedb.etcd.ops.repair;

import greptimedb.etcd.ops.cluster.HelmRecord;
import java.util.List;

/** What is to be done with one release. */
sealed interface ReleasePlan {

  /** Nothing is wrong. */
  record Nothing() implements ReleasePlan {}

  /** Something to know; repair has nothing to do. */
  record Note(String found, String advice) implements ReleasePlan {}

  /** Drop Helm's records: the objects and claims stay, and the next {@code up} takes them over. */
  record Forget(String found, List<HelmRecord> records) implements ReleasePlan {}

  /** Go back to {@code base}'s objects, then drop the pending record. */
  record RollBack(HelmRecord base, HelmRecord pending) implements ReleasePlan {}

  /**
   * Drop the pending record: there is no revision to go back to, and the one below it lets an
   * upgrade pass.
   */
  record DropPending(HelmRecord pending) implements ReleasePlan {}
}

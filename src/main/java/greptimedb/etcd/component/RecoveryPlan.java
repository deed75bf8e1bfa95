package greptimedb.etcd.component;

import com.pulumi.core.internal.Internal;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Stash;
import com.pulumi.resources.StashArgs;
import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.config.restore.DeployedReleases;
import greptimedb.etcd.config.restore.RestoreConfiguration;
import greptimedb.etcd.model.greptimedb.Cutover;
import greptimedb.etcd.model.recovery.PreparedName;
import greptimedb.etcd.model.recovery.Recovery;
import java.time.Instant;
import java.util.Optional;

/** Finds out whether there is anything to restore, and under which name. */
public final class RecoveryPlan {
  private RecoveryPlan() {}

  /**
   * The restore that is to be done; empty if there is none, or if an earlier run finished it.
   *
   * @param deployed what the stack had before
   * @param cutover which knows GreptimeDB's key prefix; empty if no GreptimeDB follows
   * @param now the time of this run
   */
  public static Optional<Recovery> of(
      Configuration configuration,
      DeployedReleases deployed,
      Optional<Cutover> cutover,
      Instant now) {
    var prefix = cutover.map(plan -> plan.live().storeKeyPrefix()).orElse("");
    return Recovery.wanted(
        configuration, deployed, prefix, restore -> firstRun(restore, prefix, now));
  }

  /**
   * When the restore was first asked for. It is written into the state at once, by a resource of
   * the engine's own that keeps its first value: outputs of a run that fails are not kept, and the
   * next run must not move to another snapshot while members have started from this one.
   */
  private static Instant firstRun(RestoreConfiguration restore, String prefix, Instant now) {
    if (!PreparedName.dependsOnTime(restore)) {
      return now;
    }
    var stash =
        new Stash(
            PreparedName.writtenDownAs(restore, prefix),
            StashArgs.builder().input((Object) now.toString()).build(),
            CustomResourceOptions.builder().ignoreChanges("input").build());
    var first = Internal.of(stash.output()).getValueOptional().join();
    return first.map(String::valueOf).map(Instant::parse).orElse(now);
  }
}

package greptimedb.etcd.component;

import com.pulumi.core.Output;
import com.pulumi.kubernetes.Provider;
import com.pulumi.resources.Resource;
import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.config.restore.Restored;
import greptimedb.etcd.model.cluster.HelmValues;
import greptimedb.etcd.model.recovery.Recovery;
import java.util.List;

/** The release of the block {@code restore}: on its way from a snapshot, or past that. */
public final class RestoredRelease {
  private final List<Resource> ready;
  private final Output<Object> outcome;

  private RestoredRelease(List<Resource> ready, Output<Object> outcome) {
    this.ready = ready;
    this.outcome = outcome;
  }

  /**
   * Prepares the snapshot, starts the release from it, and compares its members as soon as they
   * answer: Helm's own look at them takes longer.
   *
   * @param after what has to be there before: the backup volume and the jobs' scripts
   */
  public static RestoredRelease starting(
      Recovery recovery, Provider provider, List<Resource> after) {
    var jobs = new RestoreJobs(recovery, provider);
    var prepared = jobs.prepare(after);
    var release =
        new EtcdCluster(
            recovery.configuration().cluster().beside(recovery.restore().release()),
            SecretValues.marked(recovery.values(), recovery.configuration()),
            provider,
            namespace -> List.of(prepared));
    var verified = jobs.verify(List.of(prepared));
    return new RestoredRelease(
        List.of(release.release(), verified),
        Output.tuple(release.release().id(), verified.id())
            .applyValue(done -> recovery.outcome().output()));
  }

  /**
   * Keeps a release that once started from a snapshot. It no longer does: a member that loses its
   * volume would restore the old snapshot over itself.
   *
   * @param after what has to be there before: the namespace and all that is in it
   */
  public static RestoredRelease running(
      Configuration configuration, Restored restored, Provider provider, List<Resource> after) {
    var release =
        new EtcdCluster(
            configuration.cluster().beside(restored.release()),
            SecretValues.marked(HelmValues.of(configuration, restored.release()), configuration),
            provider,
            namespace -> after);
    return new RestoredRelease(List.of(release.release()), Output.of(restored.output()));
  }

  /** What has to be there before anybody uses the release. */
  public List<Resource> ready() {
    return ready;
  }

  /** The stack's output {@code restore}; it is there once the members agree. */
  public Output<Object> outcome() {
    return outcome;
  }
}

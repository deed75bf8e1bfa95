package greptimedb.etcd.config.restore;

import java.util.List;
import java.util.Optional;

/**
 * What the stack's outputs tell of its releases before a run.
 *
 * @param active the one that GreptimeDB uses; empty before the first run
 * @param names of all
 * @param restored the restore that is finished; empty if there is none
 */
public record DeployedReleases(
    Optional<String> active, List<String> names, Optional<Restored> restored) {

  /** The finished restore into a release, if that is how it came to be. */
  public Optional<Restored> restored(String release) {
    return restored.filter(finished -> finished.release().equals(release));
  }
}

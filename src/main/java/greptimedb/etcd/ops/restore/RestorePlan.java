package greptimedb.etcd.ops.restore;

import greptimedb.etcd.model.cluster.ReleaseNames;
import java.time.Duration;
import java.util.Optional;

/**
 * What a restore is going to do.
 *
 * @param namespace of both releases
 * @param from the release that is in use
 * @param to the release that starts from the snapshot
 * @param replicas members of the new release
 * @param latest whether the final snapshot is restored, so that nothing is lost
 * @param snapshot the newest one, by which the time is estimated, or the older one that is restored
 * @param greptimedb the GreptimeDBCluster that is fenced; empty where none is configured
 */
public record RestorePlan(
    String namespace,
    String from,
    String to,
    int replicas,
    boolean latest,
    Optional<SnapshotFacts> snapshot,
    Optional<GreptimeFacts> greptimedb) {

  /**
   * The GreptimeDBCluster.
   *
   * @param namespace its namespace
   * @param name its name
   * @param version of Metasrv's image, empty when unknown
   */
  public record GreptimeFacts(String namespace, String name, String version) {
    /** {@code namespace/name}. */
    public String shown() {
      return namespace + "/" + name;
    }
  }

  /** What fence, waits, starts and the two runs of Pulumi take with an empty database. */
  private static final Duration FLOOR = Duration.ofSeconds(45);

  /** Of saving, verifying, restoring and saving again; measured at 100 MB/s each. */
  private static final long BYTES_PER_SECOND = 25_000_000;

  /** The names of a release's objects. */
  public ReleaseNames namesOf(String release) {
    return new ReleaseNames(namespace, release, replicas);
  }

  /** How long it will take, roughly: for the person who decides. */
  public Duration estimate() {
    return FLOOR.plusSeconds(snapshot.map(SnapshotFacts::bytes).orElse(0L) / BYTES_PER_SECOND);
  }
}

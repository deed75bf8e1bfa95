package greptimedb.etcd.ops.cluster;

import java.util.Set;

/**
 * One revision of a release, as Helm keeps it in a Secret {@code sh.helm.release.v1.NAME.vN} with
 * the labels {@code owner=helm, name, status, version}.
 *
 * @param release its name in Helm
 * @param revision from 1, the newest the highest
 * @param status in Helm's words: deployed, failed, superseded, pending-upgrade and so on
 * @param secret the Secret's name
 * @param manifest what it rendered, without hooks
 */
public record HelmRecord(
    String release, int revision, String status, String secret, String manifest) {
  /** What Helm itself counts as pending: it refuses every further upgrade. */
  private static final Set<String> PENDING =
      Set.of("pending-install", "pending-upgrade", "pending-rollback");

  /** Selects the Secrets of all revisions of a release. */
  public static String selector(String release) {
    return "owner=helm,name=" + release;
  }

  /** Whether its install, upgrade or rollback has not ended, or was cut off. */
  public boolean isPending() {
    return PENDING.contains(status);
  }

  /** Whether it has this status. */
  public boolean is(String wanted) {
    return status.equals(wanted);
  }

  /** For messages: {@code etcd revision 2 is deployed}. */
  public String shown() {
    return "%s revision %d is %s".formatted(release, revision, status);
  }
}

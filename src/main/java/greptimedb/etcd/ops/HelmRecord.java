package greptimedb.etcd.ops;

import java.util.Set;

/**
 * One revision of a release, as Helm keeps it in a Secret {@code sh.helm.release.v1.NAME.vN} with
 * the labels {@code owner=helm, name, status, version}.
 *
 * @param secret the Secret's name
 * @param manifest what it rendered, without hooks
 */
record HelmRecord(String release, int revision, String status, String secret, String manifest) {
  /** What Helm itself counts as pending: it refuses every further upgrade. */
  private static final Set<String> PENDING =
      Set.of("pending-install", "pending-upgrade", "pending-rollback");

  boolean isPending() {
    return PENDING.contains(status);
  }

  boolean is(String wanted) {
    return status.equals(wanted);
  }

  String shown() {
    return "%s revision %d is %s".formatted(release, revision, status);
  }
}

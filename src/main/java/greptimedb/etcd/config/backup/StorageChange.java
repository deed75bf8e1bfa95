package greptimedb.etcd.config.backup;

import greptimedb.etcd.config.reading.Problem;
import greptimedb.etcd.config.value.Quantity;
import java.util.Map;
import java.util.Optional;

/**
 * Where a stack's snapshots are. Volume and claim that the program made cannot change, and their
 * names are fixed; a claim that somebody else made can be named at any time.
 */
public final class StorageChange {
  private static final String WAY =
      "To move: make a claim with access mode ReadWriteMany in namespace %s, copy all files of the"
          + " old one to it, and name it as backup.storage: {claim: NAME}; %s stays until you"
          + " delete it";

  private StorageChange() {}

  /**
   * A storage that the claim which is there cannot become.
   *
   * @param wanted what is wanted
   * @param deployed the output {@code backup.storage} of the stack; empty if it is not known
   * @param namespace of the claim
   */
  public static Optional<Problem> problem(
      BackupStorage wanted, Map<?, ?> deployed, String namespace) {
    if (deployed.isEmpty() || wanted instanceof BackupStorage.ExistingClaim) {
      return Optional.empty();
    }
    var before = String.valueOf(deployed.get("kind"));
    if (before.equals("claim")) {
      return Optional.of(String.valueOf(deployed.get("claim")))
          .filter(BackupStorage.CLAIM::equals)
          .map(
              claim ->
                  problem(
                      wanted,
                      "a claim %s is there that this stack did not make; set it back"
                          .formatted(claim),
                      namespace));
    }
    return changes(wanted, deployed)
        ? Optional.of(
            problem(
                wanted,
                "claim %s of this stack was made for %s, and a claim cannot change; set it back"
                    .formatted(BackupStorage.CLAIM, described(deployed)),
                namespace))
        : Optional.empty();
  }

  private static boolean changes(BackupStorage wanted, Map<?, ?> deployed) {
    var next = wanted.output();
    var place =
        next.entrySet().stream()
            .filter(entry -> !entry.getKey().equals("size"))
            .allMatch(entry -> entry.getValue().equals(deployed.get(entry.getKey())));
    return !place || resized(wanted, deployed);
  }

  /**
   * A claim of a class may grow, if the class allows it; a volume that was made by hand may not.
   */
  private static boolean resized(BackupStorage wanted, Map<?, ?> deployed) {
    var before = Quantity.parse(String.valueOf(deployed.get("size")));
    var after = wanted.requestedSize();
    if (before.isEmpty() || after.isEmpty()) {
      return false;
    }
    return before.get().exceeds(after.get())
        || (wanted instanceof BackupStorage.Nfs && after.get().exceeds(before.get()));
  }

  private static String described(Map<?, ?> storage) {
    return storage.get("kind").equals("nfs")
        ? "nfs %s:%s with %s"
            .formatted(storage.get("server"), storage.get("path"), storage.get("size"))
        : "class %s with %s".formatted(storage.get("class"), storage.get("size"));
  }

  private static Problem problem(BackupStorage wanted, String reason, String namespace) {
    return new Problem(
        "backup.storage",
        described(wanted.output()),
        "%s. %s".formatted(reason, WAY.formatted(namespace, BackupStorage.CLAIM)));
  }
}

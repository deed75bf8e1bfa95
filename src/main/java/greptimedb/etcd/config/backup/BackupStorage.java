package greptimedb.etcd.config.backup;

import greptimedb.etcd.config.value.Quantity;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The block {@code backup.storage}: where snapshots are kept, one of three kinds. */
public sealed interface BackupStorage {
  /** The claim that the program makes, in the namespace of the cluster. */
  String CLAIM = "etcd-backup";

  /** The claim that snapshots are written to. */
  String claim();

  /**
   * As the stack's outputs have it: {@code kind}, and what the next run is compared with. A claim
   * and a volume cannot become others.
   */
  Map<String, String> output();

  /** The size that is asked for; empty where the claim is there already. */
  Optional<Quantity> requestedSize();

  /**
   * A folder of an NFS server: a PersistentVolume and the claim that is bound to it.
   *
   * @param server host name or address
   * @param path the exported folder
   * @param mountOptions of the volume, such as {@code hard}
   * @param size that volume and claim state; NFS does not enforce it
   */
  record Nfs(String server, String path, List<String> mountOptions, Quantity size)
      implements BackupStorage {
    @Override
    public String claim() {
      return CLAIM;
    }

    @Override
    public Map<String, String> output() {
      return Map.of("kind", "nfs", "server", server, "path", path, "size", size.text());
    }

    @Override
    public Optional<Quantity> requestedSize() {
      return Optional.of(size);
    }
  }

  /**
   * A claim of a storage class that can be written from several nodes.
   *
   * @param name of the class
   * @param size of the claim
   */
  record StorageClass(String name, Quantity size) implements BackupStorage {
    @Override
    public String claim() {
      return CLAIM;
    }

    @Override
    public Map<String, String> output() {
      return Map.of("kind", "class", "class", name, "size", size.text());
    }

    @Override
    public Optional<Quantity> requestedSize() {
      return Optional.of(size);
    }
  }

  /**
   * A claim that somebody else made; it is only read.
   *
   * @param claim its name
   */
  record ExistingClaim(String claim) implements BackupStorage {
    @Override
    public Map<String, String> output() {
      return Map.of("kind", "claim", "claim", claim);
    }

    @Override
    public Optional<Quantity> requestedSize() {
      return Optional.empty();
    }
  }
}
